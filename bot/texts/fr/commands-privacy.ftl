# Names and texts of /privacy.

commands-privacy-name = confidentialité
commands-privacy-description = Ce que Nonet garde sur toi
commands-privacy-export-name = exporter
commands-privacy-export-description = Reçois tout ce que Nonet garde sur toi
commands-privacy-delete-name = supprimer
commands-privacy-delete-description = Supprime tout ce que Nonet garde sur toi
commands-privacy-optout-name = refuser
commands-privacy-optout-description = Ne plus rien avoir à faire avec Nonet
commands-privacy-optin-name = accepter
commands-privacy-optin-description = Reviens après avoir refusé

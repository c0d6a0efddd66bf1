# Names and texts of /privacy.

commands-privacy-name = datenschutz
commands-privacy-description = Was Nonet über dich speichert
commands-privacy-export-name = exportieren
commands-privacy-export-description = Hol dir alles, was Nonet über dich speichert
commands-privacy-delete-name = löschen
commands-privacy-delete-description = Lösch alles, was Nonet über dich speichert
commands-privacy-optout-name = abmelden
commands-privacy-optout-description = Nichts mehr mit Nonet zu tun haben
commands-privacy-optin-name = anmelden
commands-privacy-optin-description = Nach dem Abmelden zurückkommen

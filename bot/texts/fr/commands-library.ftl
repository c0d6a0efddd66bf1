# Names and texts of commands about pictures that exist, and of /random.

commands-history-name = historique
commands-history-description = Parcours tes propres images
commands-favourites-name = favoris
commands-favourites-description = Parcours les images que tu aimes
commands-gallery-name = galerie
commands-gallery-description = Parcours les images de ce serveur
commands-best-name = meilleurs
commands-best-description = Vois ce que ce serveur préfère
commands-best-period-name = période
commands-best-period-description = Jusqu’à quand remonter
commands-best-period-choice-day = les dernières 24 heures
commands-best-period-choice-week = les sept derniers jours
commands-best-period-choice-month = les 30 derniers jours
commands-best-period-choice-all = tous les temps
commands-show-name = montrer
commands-show-description = Montre des images de nouveau, dans ce salon
commands-show-job-name = demande
commands-show-job-description = Lesquelles
commands-random-name = hasard
commands-random-description = Reçois une idée de dessin

# Names and texts of /potd.

commands-potd-name = prompt-du-jour
commands-potd-description = Le prompt du jour
commands-potd-today-name = aujourdhui
commands-potd-today-description = Vois le prompt d’aujourd’hui et ta série
commands-potd-suggest-name = proposer
commands-potd-suggest-description = Propose un prompt du jour
commands-potd-suggest-prompt-name = prompt
commands-potd-suggest-prompt-description = Ce qu’il faut peindre
commands-potd-suggestions-name = propositions
commands-potd-suggestions-description = Vote pour ce que les membres ont proposé
commands-potd-leaderboard-name = classement
commands-potd-leaderboard-description = Vois qui a le plus gagné
commands-potd-leaderboard-period-name = période
commands-potd-leaderboard-period-description = Jusqu’à quand remonter
commands-potd-leaderboard-period-choice-month = les 30 derniers jours
commands-potd-leaderboard-period-choice-all = tous les temps
commands-potd-optout-name = anonyme
commands-potd-optout-description = N’apparais dans aucun classement ni résultat
commands-potd-optin-name = visible
commands-potd-optin-description = Apparais de nouveau dans les classements et résultats
commands-potd-setup-name = configurer
commands-potd-setup-description = Configure un prompt du jour pour ce serveur

# Names and texts of /party.

commands-party-name = fête
commands-party-description = Fêtes à thème
commands-party-start-name = lancer
commands-party-start-description = Organise une fête autour d’un thème
commands-party-end-name = finir
commands-party-end-description = Termine une fête maintenant et vois qui a gagné
commands-party-status-name = état
commands-party-status-description = Vois quelles fêtes sont en cours

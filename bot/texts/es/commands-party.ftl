# Names and texts of /party.

commands-party-name = fiesta
commands-party-description = Fiestas temáticas
commands-party-start-name = empezar
commands-party-start-description = Organiza una fiesta sobre un tema
commands-party-end-name = terminar
commands-party-end-description = Termina ya una fiesta y mira quién ha ganado
commands-party-status-name = estado
commands-party-status-description = Mira qué fiestas hay

# Names and texts of /queue and /quota.

commands-queue-name = fila
commands-queue-description = Veja como vão suas imagens, ou cancele-as
commands-quota-name = cota
commands-quota-description = Veja quanto você ainda pode pedir

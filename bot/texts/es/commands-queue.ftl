# Names and texts of /queue and /quota.

commands-queue-name = cola
commands-queue-description = Mira cómo van tus imágenes, o cancélalas
commands-quota-name = cuota
commands-quota-description = Mira cuánto puedes pedir todavía

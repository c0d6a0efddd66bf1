# Names and texts of /queue and /quota.

commands-queue-name = file
commands-queue-description = Vois où en sont tes images, ou annule-les
commands-quota-name = quota
commands-quota-description = Vois combien tu peux encore demander

# Names and texts of /queue and /quota.

commands-queue-name = queue
commands-queue-description = See how your pictures get on, or cancel them
commands-quota-name = quota
commands-quota-description = See how much you may still ask for

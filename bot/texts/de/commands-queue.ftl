# Names and texts of /queue and /quota.

commands-queue-name = warteschlange
commands-queue-description = Sieh, wie deine Bilder vorankommen, oder brich sie ab
commands-quota-name = kontingent
commands-quota-description = Sieh, wie viel du noch malen lassen kannst

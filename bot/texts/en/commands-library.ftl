# Names and texts of commands about pictures that exist, and of /random.

commands-history-name = history
commands-history-description = Look through your own pictures
commands-favourites-name = favourites
commands-favourites-description = Look through the pictures that you like
commands-gallery-name = gallery
commands-gallery-description = Look through this server's pictures
commands-best-name = best
commands-best-description = See what this server likes best
commands-best-period-name = period
commands-best-period-description = How far to look back
commands-best-period-choice-day = the last 24 hours
commands-best-period-choice-week = the last seven days
commands-best-period-choice-month = the last 30 days
commands-best-period-choice-all = all time
commands-show-name = show
commands-show-description = Show pictures again, in this channel
commands-show-job-name = job
commands-show-job-description = Which ones
commands-random-name = random
commands-random-description = Get an idea what to draw

# Names and texts of /potd.

commands-potd-name = potd
commands-potd-description = The prompt of the day
commands-potd-today-name = today
commands-potd-today-description = See today's prompt, and your streak
commands-potd-suggest-name = suggest
commands-potd-suggest-description = Suggest a prompt of the day
commands-potd-suggest-prompt-name = prompt
commands-potd-suggest-prompt-description = What should be painted
commands-potd-suggestions-name = suggestions
commands-potd-suggestions-description = Vote for what members have suggested
commands-potd-leaderboard-name = leaderboard
commands-potd-leaderboard-description = See who has won most
commands-potd-leaderboard-period-name = period
commands-potd-leaderboard-period-description = How far to look back
commands-potd-leaderboard-period-choice-month = the last 30 days
commands-potd-leaderboard-period-choice-all = all time
commands-potd-optout-name = optout
commands-potd-optout-description = Be named on no leaderboard and in no results
commands-potd-optin-name = optin
commands-potd-optin-description = Be named on leaderboards and in results again
commands-potd-setup-name = setup
commands-potd-setup-description = Set up a prompt of the day for this server

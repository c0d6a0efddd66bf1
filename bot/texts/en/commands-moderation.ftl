# Names and texts of /moderation and /appeal.
commands-moderation-name = moderation
commands-moderation-description = Look after what was reported and refused on this server
commands-appeal-name = appeal
commands-appeal-description = Say that a refusal was a mistake

# Names and texts of /moderation and /appeal.
commands-moderation-name = moderacao
commands-moderation-description = Cuide do que foi denunciado e recusado neste servidor
commands-appeal-name = recorrer
commands-appeal-description = Diga que uma recusa foi um engano

# Names and texts of /moderation and /appeal.
commands-moderation-name = moderation
commands-moderation-description = Occupe-toi de ce qui a été signalé ou refusé sur ce serveur
commands-appeal-name = appel
commands-appeal-description = Dis qu’un refus était une erreur

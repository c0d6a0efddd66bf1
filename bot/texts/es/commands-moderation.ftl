# Names and texts of /moderation and /appeal.
commands-moderation-name = moderacion
commands-moderation-description = Atiende lo denunciado y rechazado en este servidor
commands-appeal-name = apelar
commands-appeal-description = Di que un rechazo fue un error

# Names and texts of /moderation and /appeal.
commands-moderation-name = moderation
commands-moderation-description = Kümmere dich um Gemeldetes und Abgelehntes auf diesem Server
commands-appeal-name = einspruch
commands-appeal-description = Sag, dass eine Ablehnung ein Irrtum war

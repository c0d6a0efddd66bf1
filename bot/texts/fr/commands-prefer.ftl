commands-prefer-name = preferences
commands-prefer-description = Choisis ton style habituel et ce que tu ne veux jamais voir

commands-prefer-name = prefer
commands-prefer-description = Choose your usual style, and what you never want to see

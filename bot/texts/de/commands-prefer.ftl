commands-prefer-name = vorlieben
commands-prefer-description = Wähle deinen üblichen Stil und was du nie sehen willst

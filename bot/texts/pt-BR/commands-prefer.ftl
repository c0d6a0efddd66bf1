commands-prefer-name = preferencias
commands-prefer-description = Escolha seu estilo de costume e o que nunca quer ver

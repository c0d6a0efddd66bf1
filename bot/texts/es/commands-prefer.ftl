commands-prefer-name = preferencias
commands-prefer-description = Elige tu estilo habitual y lo que nunca quieres ver

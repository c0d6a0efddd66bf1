commands-help-name = ayuda
commands-help-description = Mira cómo funciona
commands-about-name = acerca-de
commands-about-description = Mira quién pinta y qué deberías saber

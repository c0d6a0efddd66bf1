commands-help-name = ajuda
commands-help-description = Veja como funciona
commands-about-name = sobre
commands-about-description = Veja quem pinta e o que você deve saber

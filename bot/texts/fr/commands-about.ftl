commands-help-name = aide
commands-help-description = Voir comment ça marche
commands-about-name = à-propos
commands-about-description = Voir qui peint et ce qu’il faut en savoir

commands-draw-name = dessiner
commands-draw-description = Neuf images de tout ce qui te passe par la tête
commands-draw-prompt-name = prompt
commands-draw-prompt-description = Quoi peindre ; sans prompt, un formulaire s’ouvre
commands-draw-style-name = style
commands-draw-style-description = À quoi ça doit ressembler
commands-draw-seed-name = graine
commands-draw-seed-description = Le même nombre redonne les mêmes images
commands-draw-model-name = modèle
commands-draw-model-description = Qui peint
commands-draw-private-name = privé
commands-draw-private-description = Ne montrer les images qu’à toi
commands-draw-spoiler-name = spoiler
commands-draw-spoiler-description = Cacher les images jusqu’à ce qu’on clique dessus

commands-draw-this-name = Dessiner ceci

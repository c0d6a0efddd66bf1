commands-draw-name = malen
commands-draw-description = Neun Bilder von allem, was dir einfällt
commands-draw-prompt-name = prompt
commands-draw-prompt-description = Was gemalt werden soll; ohne Prompt öffnet sich ein Formular
commands-draw-style-name = stil
commands-draw-style-description = Wie es aussehen soll
commands-draw-seed-name = seed
commands-draw-seed-description = Dieselbe Zahl ergibt wieder dieselben Bilder
commands-draw-model-name = modell
commands-draw-model-description = Wer malt
commands-draw-private-name = privat
commands-draw-private-description = Die Bilder nur dir zeigen
commands-draw-spoiler-name = spoiler
commands-draw-spoiler-description = Die Bilder verdecken, bis jemand sie anklickt

commands-draw-this-name = Das hier malen

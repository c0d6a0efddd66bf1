commands-draw-name = desenhar
commands-draw-description = Nove imagens do que você imaginar
commands-draw-prompt-name = prompt
commands-draw-prompt-description = O que pintar; deixe em branco para abrir um formulário
commands-draw-style-name = estilo
commands-draw-style-description = Que aparência deve ter
commands-draw-seed-name = semente
commands-draw-seed-description = O mesmo número dá as mesmas imagens de novo
commands-draw-model-name = modelo
commands-draw-model-description = Quem pinta
commands-draw-private-name = privado
commands-draw-private-description = Mostrar as imagens só para você
commands-draw-spoiler-name = spoiler
commands-draw-spoiler-description = Cobrir as imagens até alguém clicar nelas

commands-draw-this-name = Desenhar isto

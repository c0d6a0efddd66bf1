commands-draw-name = dibujar
commands-draw-description = Nueve imágenes de lo que se te ocurra
commands-draw-prompt-name = prompt
commands-draw-prompt-description = Qué pintar; déjalo vacío para abrir un formulario
commands-draw-style-name = estilo
commands-draw-style-description = Qué aspecto debe tener
commands-draw-seed-name = semilla
commands-draw-seed-description = El mismo número da otra vez las mismas imágenes
commands-draw-model-name = modelo
commands-draw-model-description = Quién pinta
commands-draw-private-name = privado
commands-draw-private-description = Mostrarte las imágenes solo a ti
commands-draw-spoiler-name = spoiler
commands-draw-spoiler-description = Tapar las imágenes hasta que alguien haga clic

commands-draw-this-name = Dibujar esto

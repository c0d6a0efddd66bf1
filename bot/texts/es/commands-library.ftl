# Names and texts of commands about pictures that exist, and of /random.

commands-history-name = historial
commands-history-description = Mira tus propias imágenes
commands-favourites-name = favoritos
commands-favourites-description = Mira las imágenes que te gustan
commands-gallery-name = galería
commands-gallery-description = Mira las imágenes de este servidor
commands-best-name = mejores
commands-best-description = Mira lo que más gusta en este servidor
commands-best-period-name = periodo
commands-best-period-description = Cuánto tiempo atrás
commands-best-period-choice-day = las últimas 24 horas
commands-best-period-choice-week = los últimos siete días
commands-best-period-choice-month = los últimos 30 días
commands-best-period-choice-all = todos los tiempos
commands-show-name = mostrar
commands-show-description = Muestra imágenes otra vez, en este canal
commands-show-job-name = pedido
commands-show-job-description = Cuáles
commands-random-name = azar
commands-random-description = Recibe una idea de qué dibujar

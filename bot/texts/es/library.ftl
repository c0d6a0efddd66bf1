# Lists of pictures (history, favourites, gallery, the best), cards shown again, prompts by chance.

library-history-title = Tus imágenes
library-favourites-title = Tus favoritos
library-gallery-title = Galería de { $server }
library-history-empty = Aquí no hay nada todavía. ¡Dibuja algo con /{ commands-draw-name }!
library-favourites-empty = Todavía no tienes favoritos. Pulsa el corazón debajo de las imágenes que te gusten.
library-gallery-empty = Aquí no hay nada todavía. Las imágenes llegan cuando alguien las publica o cuando gustan.
library-votes = ❤️ { $votes }
library-private = solo para ti
library-expired = Las imágenes eran demasiado antiguas y se han eliminado.
library-newer = Más nuevas
library-older = Anteriores
library-open = Mostrar una otra vez…
library-delete = Borrar una…
library-changed = En esta página ya no queda nada.

library-best-day = Lo mejor de las últimas 24 horas
library-best-week = Lo mejor de los últimos siete días
library-best-month = Lo mejor de los últimos 30 días
library-best-all = Lo mejor de todos los tiempos
library-best-empty = A nadie le ha gustado nada en ese tiempo. ¡Pulsa el corazón debajo de las imágenes que te gusten!

library-unknown-job = No hay ningún pedido así que puedas mostrar. Elige uno de los tuyos en la lista.

library-random-title = ¿Qué tal esto?
library-random-draw = Dibujar
library-random-another = Otra idea

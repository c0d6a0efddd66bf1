# Lo que dicen las tarjetas, sus botones y formularios, y lo que se responde a cada pulsación.

card-pick = Elige una imagen…
card-pick-option = Imagen { $number }
card-where-1 = arriba a la izquierda
card-where-2 = arriba en el centro
card-where-3 = arriba a la derecha
card-where-4 = en medio a la izquierda
card-where-5 = justo en el centro
card-where-6 = en medio a la derecha
card-where-7 = abajo a la izquierda
card-where-8 = abajo en el centro
card-where-9 = abajo a la derecha

card-vary = Variar
card-again = Otra vez
card-edit = Editar
card-more = Más…
card-caption = Poner texto
card-share = Compartir
card-publish = Al escaparate
card-download = Descargar
card-report = Denunciar
card-delete = Borrar
card-erase = Borrar para siempre
card-keep = Conservarlas
card-cancel = Cancelar
card-original = Original
card-web-page = Página web

card-seed = semilla `{ $seed }`
card-took-seconds = { $seconds } s
card-took-minutes = { $minutes } min
card-ai = generado por IA
card-varies = una variación de la imagen { $number }
card-follows = sigue a uno anterior
card-without = sin { $things }
card-from-picture = a partir de una imagen
card-sample = Imagen { $number } de { $prompt }

card-waiting = Esperando su turno.
card-place = { $place ->
    [one] Es el siguiente de la cola.
   *[other] Número { $place } en la cola.
}
card-painting = { $percent } %
card-ready = listo { $when }

card-alt-collage = Nueve imágenes en una cuadrícula, pintadas por IA a partir de: { $prompt }
card-alt-sample = Imagen { $number } de nueve, pintada por IA a partir de: { $prompt }
card-alt-caption = El texto dice: { $caption }

card-which-pick = ¿Cuál quieres que todos vean en grande?
card-which-vary = ¿A cuál quieres que se parezcan las próximas nueve?
card-share-how = Cuéntaselo a los demás:
card-delete-ask = Las imágenes desaparecerán, aquí y allí donde se hayan publicado, y nadie podrá recuperarlas. ¿Las borro?

card-form-edit = Cambiar el prompt
card-form-caption = Escribir sobre una imagen
card-form-number = Imagen
card-form-report = Denunciar estas imágenes
card-form-reason = ¿Qué tienen de malo?
card-form-text = Con tus palabras
card-reason-harmful = Odio, violencia o crueldad
card-reason-sexual = Contenido sexual
card-reason-person = Muestra mal o falsamente a una persona real
card-reason-prejudice = Repite un prejuicio
card-reason-other = Otra cosa

card-favourite-added = Ya está entre tus favoritas.
card-favourite-removed = Ya no está entre tus favoritas.
card-published = Está en el escaparate: { $link }
card-deleted = Las imágenes están borradas.
card-deleted-but = { $left ->
    [one] Las imágenes están borradas. A un mensaje no llego; bórralo tú, por favor.
   *[other] Las imágenes están borradas. A { $left } mensajes no llego; bórralos tú, por favor.
}
card-reported = Gracias. Los moderadores lo mirarán.

card-gone = Estas imágenes se han borrado.
card-expired = Estas imágenes son demasiado antiguas y se han eliminado. «Otra vez» pinta otras nuevas.
card-no-pictures = No hay imágenes de este pedido.
card-private = Estas imágenes son solo para otra persona.
card-not-yours = En este servidor, solo quien las pidió y los moderadores pueden pulsar estos botones. El corazón y «Más…» son para todos.
card-owners-only = Eso solo lo pueden hacer quien las pidió y los moderadores.
card-no-tokens = Las imágenes de este modelo no se pueden variar.
card-enough = Ya has publicado { $limit } imágenes de este pedido. Con eso basta.
card-too-late = Ya es tarde para cancelarlo.
card-no-caption = Hace falta algún texto.
card-no-reason = Elige qué tiene de malo.
card-reports-enough = Has enviado { $sent } denuncias en una hora. Inténtalo más tarde.
card-share-private = Las imágenes privadas no se pueden compartir con un enlace.
card-publish-private = Las imágenes privadas siguen siendo privadas.
card-shown-already = Ya está en el escaparate.
card-no-showcase = No hay escaparate para estas imágenes. Quien gestione el servidor puede elegir un canal con /{ commands-settings-name }.
card-showcase-gone = El canal del escaparate ya no existe. Quien gestione el servidor puede elegir otro con /{ commands-settings-name }.
card-showcase-closed = No puedo publicar imágenes en #{ $channel }.
card-showcase-age = Estas imágenes son de un canal con restricción de edad, y el escaparate no la tiene.
card-age = Estas imágenes son de un canal con restricción de edad, y este no la tiene.
card-no-post = Este mensaje no es ninguna de mis imágenes.

asking-form-title = ¿Qué quieres que pinte?
asking-form-prompt = Prompt
asking-form-prompt-example = un sillón de aguacate en la luna
asking-form-style = Estilo
asking-form-no-style = Sin estilo
asking-form-top = Texto de meme arriba
asking-form-bottom = Texto de meme abajo

asking-reading = Leyendo tu prompt…
asking-help = Mencióname junto con lo que quieras ver, por ejemplo «un sillón de aguacate en la luna», y lo pintaré nueve veces. Responde a uno de mis resultados y mencióname con más palabras para cambiarlo. Con `/{ commands-draw-name }` puedes hacer aún más.
asking-no-words = En este mensaje no hay palabras que pueda pintar.
asking-amend-private = Esa imagen es privada; solo puede cambiarla quien la pidió.
asking-amend-not-yours = En este servidor, solo quien pidió una imagen y los moderadores pueden cambiarla.

asking-cancelled = Cancelado.
asking-posted-below = Ha tardado un poco. Aquí tienes tus imágenes: { $link }
asking-sent-private = Pediste esto en { $channel } solo para ti. Tardó tanto que ya no pude mostrártelo allí.
asking-sent-in-person = Pediste esto en { $channel }, pero ya no puedo publicar allí.

asking-place-view-channel = Antes de pintar necesito aquí el permiso **Ver canal**.
asking-place-send-messages = Antes de pintar necesito aquí el permiso **Enviar mensajes**.
asking-place-send-messages-in-threads = Antes de pintar necesito aquí el permiso **Enviar mensajes en hilos**.
asking-place-attach-files = Antes de pintar necesito aquí el permiso **Adjuntar archivos**.
asking-place-read-message-history = Antes de pintar necesito aquí el permiso **Leer el historial de mensajes**.
asking-place-locked = Este hilo está bloqueado, así que no podría publicar las imágenes en él.
asking-form-without = Qué no debe aparecer
asking-picture-alone = Una imagen necesita un prompt que diga qué hacer con ella.
asking-picture-lost = Discord no me ha dado la imagen. Inténtalo otra vez.
asking-prefer-title = ¿Qué sueles querer?
asking-prefer-spoiler = Spoiler
asking-prefer-spoiler-usual = Como haya elegido el servidor
asking-prefer-spoiler-on = Tapar siempre mis imágenes
asking-prefer-spoiler-off = Mostrarlas a la vista
asking-prefer-saved = A partir de ahora, salvo que digas otra cosa:
asking-prefer-nothing = Ahora no tienes preferencias: todo es como siempre.

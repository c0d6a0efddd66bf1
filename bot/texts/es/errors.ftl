# Por qué una petición no llega a ser un pedido, o un pedido no da imágenes.
error-nets = El filtro de contenido no funciona ahora mismo, y sin él no pinto nada. Inténtalo dentro de un minuto.
error-storage = Nonet no puede guardar nada ahora mismo. Inténtalo de nuevo dentro de un rato.
error-channel-denied = En este canal no se pueden pedir imágenes. Prueba en otro.
error-model = No conozco ese modelo. Tengo: { $models }.
error-style = No conozco ese estilo. Tengo: { $styles }.
error-parent-gone = La imagen con la que quieres seguir ya no existe. Pídela otra vez primero.
error-vary-model = Esta imagen no se puede variar: su modelo no guarda lo que hace falta.
error-picture-large = Esta imagen es demasiado grande: acepto hasta { $limit } MB.
error-picture-unread = No puedo leer esta imagen. Prueba con PNG, JPEG o WebP.
error-picture-refused = No puedo seguir a partir de esta imagen.
error-picture-unjudged = No he podido comprobar esta imagen, así que no puedo seguir a partir de ella. Inténtalo más tarde.
error-prompt-empty = Aquí no hay nada que pintar. Describe una imagen en pocas palabras.
error-prompt-long = Tu texto tiene { $chars } caracteres; acepto hasta { $limit }.
error-seed = Una semilla es un número entero de 0 a { $highest }.
error-caption-long = Tu rótulo tiene { $chars } caracteres; acepto hasta { $limit }.
error-caption-letters = Todavía no puedo escribir { $letters } en la imagen. Sirven letras latinas, griegas y cirílicas, cifras, signos y emojis.
error-caption-small =
    { $chars ->
        [one] Esta imagen es demasiado pequeña para un rótulo.
       *[other] Esta imagen es demasiado pequeña para un rótulo de { $chars } caracteres.
    }

error-quota-waiting =
    { $limit ->
        [one] Ya tienes un pedido en marcha. Vuelve a pedir cuando termine.
       *[other] Ya tienes { $limit } pedidos en marcha. Vuelve a pedir cuando termine uno.
    }
error-quota-hour =
    { $minutes ->
        [one] Eso es mucho para una hora ({ $limit }). Vuelve a pedir dentro de un minuto.
       *[other] Eso es mucho para una hora ({ $limit }). Vuelve a pedir dentro de { $minutes } minutos.
    }
error-quota-slowed =
    { $seconds ->
        [one] Últimamente se ha rechazado demasiado de lo que pedías. Vuelve a pedir dentro de un segundo.
       *[other] Últimamente se ha rechazado demasiado de lo que pedías. Vuelve a pedir dentro de { $seconds } segundos.
    }
error-quota-channel-cooldown =
    { $seconds ->
        [one] Más despacio: en este canal puedes volver a pedir dentro de un segundo.
       *[other] Más despacio: en este canal puedes volver a pedir dentro de { $seconds } segundos.
    }
error-quota-server-cooldown =
    { $seconds ->
        [one] Más despacio: en este servidor puedes volver a pedir dentro de un segundo.
       *[other] Más despacio: en este servidor puedes volver a pedir dentro de { $seconds } segundos.
    }
error-quota-channel-waiting =
    { $limit ->
        [one] Este canal ya tiene un pedido en marcha. Vuelve a pedir cuando termine.
       *[other] Este canal ya tiene { $limit } pedidos en marcha. Vuelve a pedir cuando termine uno.
    }
error-quota-channel-hour =
    { $minutes ->
        [one] Este canal ya ha tenido sus imágenes de esta hora ({ $limit }). Vuelve a pedir dentro de un minuto.
       *[other] Este canal ya ha tenido sus imágenes de esta hora ({ $limit }). Vuelve a pedir dentro de { $minutes } minutos.
    }
error-quota-server-waiting =
    { $limit ->
        [one] Este servidor ya tiene un pedido en marcha. Vuelve a pedir cuando termine.
       *[other] Este servidor ya tiene { $limit } pedidos en marcha. Vuelve a pedir cuando termine uno.
    }
error-quota-server-hour =
    { $minutes ->
        [one] Este servidor ya ha tenido sus imágenes de esta hora ({ $limit }). Vuelve a pedir dentro de un minuto.
       *[other] Este servidor ya ha tenido sus imágenes de esta hora ({ $limit }). Vuelve a pedir dentro de { $minutes } minutos.
    }
error-quota-queue = La cola está llena ahora mismo. Vuelve a pedir dentro de unos minutos.

error-refused-opt-out = Le has pedido a Nonet que te deje en paz. Vuelve a activarlo si quieres imágenes.
error-refused-ban = No puedes pedir imágenes hasta { $until }.
error-refused-ban-reason = No puedes pedir imágenes hasta { $until }. { $reason }
error-refused-server-ban = Los moderadores de este servidor no te dejan pedir imágenes aquí hasta { $until }.
error-refused-server-ban-reason = Los moderadores de este servidor no te dejan pedir imágenes aquí hasta { $until }. { $reason }
error-refused-pause = Se ha rechazado demasiado de lo que pedías. Podrás volver a pedir imágenes a partir de { $until }.
error-refused-sexual = Aquí no pinto imágenes sexuales ni desnudos. Prueba con otro tema. Si es un error, apela con /{ commands-appeal-name }.
error-refused-hate = No pinto imágenes que humillen a la gente por ser quien es. Prueba con otro tema. Si es un error, apela con /{ commands-appeal-name }.
error-refused-harassment = No pinto imágenes hechas para insultar o amenazar a alguien. Prueba con otro tema. Si es un error, apela con /{ commands-appeal-name }.
error-refused-violence = Aquí no pinto crueldad ni sangre. Prueba con otras palabras. Si es un error, apela con /{ commands-appeal-name }.
error-refused-self_harm = No pinto suicidio ni autolesiones. Si estás pensando en hacerte daño: importas, y no tienes que llevarlo a solas. Habla, por favor, con alguien de confianza o con una línea de ayuda; findahelpline.com indica una de tu país. Si es un error, prueba con otras palabras o apela con /{ commands-appeal-name }.
error-refused-illegal = No pinto imágenes que ayuden a cometer delitos. Prueba con otro tema. Si es un error, apela con /{ commands-appeal-name }.
error-refused-person_deception = No pinto imágenes hechas para pasar por noticias reales de una persona. Prueba con algo que nadie pueda tomar por real. Si es un error, apela con /{ commands-appeal-name }.
error-refused-personal_data = No pinto datos privados de la gente. Quítalos y vuelve a intentarlo. Si es un error, apela con /{ commands-appeal-name }.
error-refused-sexual_minors = Nunca pinto a nadie joven de forma sexual. Elige otro tema.
error-refused-own_words = Las normas de este sitio no permiten una palabra de tu texto. Prueba con otras palabras. Si es un error, apela con /{ commands-appeal-name }.

error-failed-given-up = He intentado pintarlo varias veces y no lo he conseguido. Pídelo otra vez o prueba con otras palabras.
error-failed-service = El servicio que pinta por mí lo rechaza. Quizá ayuden otras palabras.
error-failed-pictures = Lo que he pintado con este texto no se puede mostrar aquí. Quizá ayuden otras palabras.
error-failed-unjudged = No he podido revisar las imágenes, así que no muestro ninguna. Prueba otra vez más tarde.
error-failed-cancelled = Este pedido se canceló.

error-schedule-weekdays = Elige al menos un día.
error-schedule-zone = No conozco la zona horaria «{ $zone }». Escríbela como Europe/Madrid o UTC.
error-schedule-time = «{ $time }» no es una hora. Escríbela como 09:30.
error-schedule-many = Ya hay { $limit }. Quita uno primero.
error-schedule-name = Un nombre tiene de 1 a { $limit } caracteres.
error-schedule-vote = Una votación dura como mucho { $limit } horas.
error-schedule-config = Este lo ha puesto el operador. Solo él puede cambiarlo o quitarlo.
error-schedule-gone = Ese ya no existe.

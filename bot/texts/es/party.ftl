# Theme parties.

party-words = Cada prompt necesita: { $words }
party-awards = 🏅 { $awards }
party-host = Organiza { $host } · termina { $when }
party-come = ¡Todo el mundo está invitado: entra en el hilo!
party-how = { $each ->
    [one] Dibuja en este hilo: lo que pidas aquí participa, una vez por persona.
   *[other] Dibuja en este hilo: lo que pidas aquí participa, hasta { $each } veces por persona.
}
party-words-missing = No participa: al prompt le falta { $words }. Con «{ card-edit }» lo arreglas.
party-words-many = Se pueden exigir { $limit } palabras como mucho.
party-words-long = Una palabra exigida tiene { $limit } letras como mucho.

party-form-title = Organiza una fiesta
party-form-theme = Tema
party-form-theme-example = Animales con trabajo de oficina
party-form-hours = Dura
party-form-words = Palabras que debe tener cada prompt
party-form-words-example = rana, maletín
party-form-awards = Qué se lleva quien gane
party-form-awards-example = Quien gane pone nombre a nuestro próximo emoji
party-form-each = Participaciones por persona
party-each = { $each ->
    [one] 1 participación
   *[other] hasta { $each } participaciones
}
party-hours = { $hours ->
    [one] 1 hora
   *[other] { $hours } horas
}
party-days = { $days ->
    [one] 1 día
   *[other] { $days } días
}

party-no-theme = Una fiesta necesita un tema.
party-no-choice = Elige cuánto dura y cuántas participaciones puede tener cada persona.
party-no-channel = Una fiesta necesita un canal de texto para su hilo.
party-no-threads = Aquí necesito los permisos «Crear hilos públicos» y «Enviar mensajes en hilos».
party-not-host = Las fiestas las organiza quien gestiona este servidor o sus eventos.
party-enough = { $limit ->
    [one] Ya hay una fiesta en este servidor.
   *[other] Ya hay { $limit } fiestas en este servidor.
}
party-none = Ahora mismo no hay ninguna fiesta.
party-which = Hay varias fiestas. Dilo en el hilo de la que quieras decir.
party-ended = La fiesta ha terminado y los resultados están en su hilo.

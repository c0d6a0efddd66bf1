# Contests around the prompt of the day, and what parties have in common with them.

contest-heading = 🗓️ Prompt del día
contest-title = 🗳️ ¿Cuál es la mejor?
contest-ask = Pulsa el número de la imagen que más te guste. Puedes cambiar de idea hasta el final.
contest-how-thread = Los remixes participan: dibuja en este hilo o pulsa arriba «{ card-again }», «{ card-vary }» o «{ card-edit }».
contest-how-card = Los remixes participan: pulsa «{ card-again }», «{ card-vary }» o «{ card-edit }» bajo las imágenes.
contest-vote-for-this = Votar por esta
contest-choose = Vota por una participación…
contest-no-entries = Aún no hay participaciones
contest-over = Los votos están contados.
contest-votes = { $votes ->
    [0] aún sin votos
    [one] 1 voto
   *[other] { $votes } votos
}
contest-entries = { $entries ->
    [0] ninguna participación
    [one] 1 participación
   *[other] { $entries } participaciones
}
contest-closes = termina { $when }

contest-voted-sample = Tu voto es para la imagen { $number }.
contest-voted-entry = Tu voto es para la participación de { $who }.
contest-may-change = Puedes cambiarlo; la votación termina { $when }.
contest-voted-before = Ya lo era antes; la votación termina { $when }.
contest-late = Es demasiado tarde: los votos ya están contados.
contest-own = Esta participación es tuya: la votan los demás. Puedes retirarla.
contest-kept-out = Tu voto no contaría: estás vetado aquí o has pedido a Nonet que te deje en paz.
contest-gone = Ya no se puede votar por esto.
contest-take-out = Retirarla
contest-taken-out = Tu participación está fuera. Las imágenes se quedan donde están.
contest-not-yours = Solo puede retirarla quien la presentó.

contest-results = Resultados
contest-someone = alguien
contest-sample = Imagen { $number }
contest-no-votes = Esta vez no ha votado nadie.
contest-winners-gone = Las imágenes ganadoras se han borrado.
contest-more = …y { $more } más.
contest-streak = 🔥 ¡{ $who } ha participado { $length } veces seguidas!
contest-alt-podium = Las imágenes ganadoras con medallas, pintadas por una IA: { $prompts }
contest-role-given = { $who } lleva el rol { $role } hasta la próxima victoria.
contest-role-gone = -# El rol de quien gana ya no existe.
contest-role-barred = -# No puedo dar { $role }: necesito el permiso «Gestionar roles» y un rol por encima.

contest-board = Clasificación
contest-board-month = Clasificación de los últimos 30 días
contest-board-all = Clasificación de todos los tiempos
contest-period-month = 30 días
contest-period-all = Todos los tiempos
contest-board-empty = Nadie ha ganado nada en ese tiempo. ¡Participa con un remix y vota!
contest-board-you = Tú: { $facts }
contest-board-nothing = nada todavía, pero hoy es un buen día para empezar
contest-board-hidden = Los demás no te ven aquí. Cámbialo con /{ commands-potd-name } { commands-potd-optin-name }.
contest-wins = { $wins ->
    [one] 1 victoria
   *[other] { $wins } victorias
}
contest-podiums = { $podiums ->
    [one] 1 podio
   *[other] { $podiums } podios
}
contest-in-a-row = 🔥 { $length } seguidas
contest-longest = mejor racha { $length }
contest-badge-champion = diez victorias
contest-badge-winner = la primera victoria
contest-badge-podium = diez veces en el podio
contest-badge-month = participó 30 veces seguidas
contest-badge-week = participó siete veces seguidas
contest-badge-regular = participó tres veces seguidas

contest-channel-gone = El canal ya no existe o no admite mensajes.
contest-alert-slot = El prompt del día «{ $name }» no se ha publicado en { $channel }: { $reason }
contest-alert-thread = No puedo abrir hilos en { $channel }, así que el prompt del día «{ $name }» sigue sin hilo. Allí necesito el permiso «Crear hilos públicos».

# Cuando algo sale mal. $incident es el número con el que el operador lo encuentra en el registro.
incidents-broken = Algo se ha roto por nuestro lado. Inténtalo de nuevo. Si vuelve a pasar, dale este número al operador: `{ $incident }`.
incidents-storage = Nonet no puede guardar nada ahora mismo. Inténtalo de nuevo en un rato. (`{ $incident }`)
incidents-painter = Ahora mismo no se puede llegar al servicio que pinta. Inténtalo de nuevo en un rato. (`{ $incident }`)
incidents-discord = Discord no lo ha aceptado. Inténtalo de nuevo. Si vuelve a pasar, dale este número al operador: `{ $incident }`.
incidents-forbidden = Discord no me deja hacer eso aquí. Quien gestiona este servidor puede revisar mis permisos.
incidents-gone = Eso de lo que se trataba ya no está.
incidents-cooldown =
    { $seconds ->
        [one] No tan rápido: inténtalo de nuevo en un segundo.
       *[other] No tan rápido: inténtalo de nuevo en { $seconds } segundos.
    }
incidents-servers-only = Esto solo funciona en servidores.
incidents-not-for-you = Eso solo pueden hacerlo algunas personas, y tú no eres una de ellas.
incidents-you-may-not = Para eso necesitas: { $permissions }.
incidents-i-may-not = Para eso necesito: { $permissions }.
incidents-bad-value = No puedo usar uno de los valores tal como está.
incidents-outdated = Este comando acaba de cambiar. Inténtalo de nuevo en un minuto o recarga Discord.
incidents-permission-attach-files = Adjuntar archivos
incidents-permission-embed-links = Insertar enlaces
incidents-permission-manage-guild = Gestionar servidor
incidents-permission-manage-messages = Gestionar mensajes
incidents-permission-read-message-history = Leer el historial de mensajes
incidents-permission-send-messages = Enviar mensajes
incidents-permission-send-messages-in-threads = Enviar mensajes en hilos
incidents-permission-view-channel = Ver canal

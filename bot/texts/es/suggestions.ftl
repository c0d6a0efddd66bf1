# Propuestas para el prompt del día.
suggestion-limit =
    { $limit ->
        [one] Ya tienes una propuesta en espera. Propón más cuando se haya decidido.
       *[other] Ya tienes { $limit } propuestas en espera. Propón más cuando se haya decidido alguna.
    }
suggestion-gone = Esta propuesta ya no existe.
suggestion-no-schedule = Ese prompt del día ya no existe.
suggestion-list-full = La lista está llena: caben { $limit } prompts. Quita uno primero.

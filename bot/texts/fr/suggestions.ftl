# Suggestions pour le prompt du jour.
suggestion-limit =
    { $limit ->
        [one] Une de tes suggestions attend encore. Propose la suite quand elle sera tranchée.
       *[other] { $limit } de tes suggestions attendent encore. Propose la suite quand l'une d'elles sera tranchée.
    }
suggestion-gone = Cette suggestion n'existe plus.
suggestion-no-schedule = Ce prompt du jour n'existe plus.
suggestion-list-full = La liste est pleine : elle contient { $limit } prompts. Retires-en un d'abord.

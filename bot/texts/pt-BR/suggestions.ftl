# Sugestões para o prompt do dia.
suggestion-limit =
    { $limit ->
        [one] Uma sugestão sua ainda está esperando. Sugira mais quando ela for decidida.
       *[other] { $limit } sugestões suas ainda estão esperando. Sugira mais quando uma delas for decidida.
    }
suggestion-gone = Essa sugestão não existe mais.
suggestion-no-schedule = Esse prompt do dia não existe mais.
suggestion-list-full = A lista está cheia: cabem { $limit } prompts. Tire um antes.

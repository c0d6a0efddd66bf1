# Vorschläge für den Prompt des Tages.
suggestion-limit =
    { $limit ->
        [one] Ein Vorschlag von dir wartet noch. Mach den nächsten, wenn darüber entschieden ist.
       *[other] { $limit } Vorschläge von dir warten noch. Mach den nächsten, wenn über einen entschieden ist.
    }
suggestion-gone = Diesen Vorschlag gibt es nicht mehr.
suggestion-no-schedule = Diesen Prompt des Tages gibt es nicht mehr.
suggestion-list-full = Die Liste ist voll: Sie fasst { $limit } Prompts. Nimm erst einen herunter.

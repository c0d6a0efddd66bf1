# Suggestions for the prompt of the day.
suggestion-limit =
    { $limit ->
        [one] One of your suggestions is still waiting. Suggest more when it has been decided.
       *[other] { $limit } of your suggestions are still waiting. Suggest more when one has been decided.
    }
suggestion-gone = This suggestion is gone.
suggestion-no-schedule = There is no such prompt of the day any more.
suggestion-list-full = The list is full: it holds { $limit } prompts. Take one off first.

# Theme parties.

party-words = Every prompt needs: { $words }
party-awards = 🏅 { $awards }
party-host = Held by { $host } · ends { $when }
party-come = Everyone is invited: come into the thread!
party-how = { $each ->
    [one] Draw in this thread: what you ask for here takes part, one picture each.
   *[other] Draw in this thread: what you ask for here takes part, up to { $each } entries each.
}
party-words-missing = Not entered: the prompt lacks { $words }. “{ card-edit }” puts that right.
party-words-many = At most { $limit } words can be required.
party-words-long = A required word has at most { $limit } letters.

party-form-title = Hold a party
party-form-theme = Theme
party-form-theme-example = Animals with office jobs
party-form-hours = It lasts
party-form-words = Words that every prompt must have
party-form-words-example = frog, briefcase
party-form-awards = What the winners get
party-form-awards-example = The winner names our next emoji
party-form-each = Entries of each person
party-each = { $each ->
    [one] 1 entry
   *[other] up to { $each } entries
}
party-hours = { $hours ->
    [one] 1 hour
   *[other] { $hours } hours
}
party-days = { $days ->
    [one] 1 day
   *[other] { $days } days
}

party-no-theme = A party needs a theme.
party-no-choice = Please choose how long it lasts, and how many entries one may have.
party-no-channel = A party needs a text channel, for its thread.
party-no-threads = I need the permissions Create Public Threads and Send Messages in Threads here.
party-not-host = Parties are held by those who manage this server or its events.
party-enough = { $limit ->
    [one] There is a party on this server already.
   *[other] There are { $limit } parties on this server already.
}
party-none = There is no party just now.
party-which = There are several parties. Please say so in the thread of the one that you mean.
party-ended = The party is over, and the results are in its thread.

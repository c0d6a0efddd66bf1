# Theme parties.

party-words = Jeder Prompt braucht: { $words }
party-awards = 🏅 { $awards }
party-host = Gastgeber: { $host } · endet { $when }
party-come = Alle sind eingeladen: Komm in den Thread!
party-how = { $each ->
    [one] Male in diesem Thread: Was du hier malen lässt, macht mit, ein Beitrag pro Person.
   *[other] Male in diesem Thread: Was du hier malen lässt, macht mit, bis zu { $each } Beiträge pro Person.
}
party-words-missing = Nicht dabei: Im Prompt fehlt { $words }. Mit „{ card-edit }“ bringst du das in Ordnung.
party-words-many = Höchstens { $limit } Wörter können Pflicht sein.
party-words-long = Ein Pflichtwort hat höchstens { $limit } Buchstaben.

party-form-title = Eine Party geben
party-form-theme = Thema
party-form-theme-example = Tiere mit Bürojobs
party-form-hours = Sie dauert
party-form-words = Wörter, die jeder Prompt braucht
party-form-words-example = Frosch, Aktenkoffer
party-form-awards = Was es zu gewinnen gibt
party-form-awards-example = Der Sieger benennt unser nächstes Emoji
party-form-each = Beiträge pro Person
party-each = { $each ->
    [one] 1 Beitrag
   *[other] bis zu { $each } Beiträge
}
party-hours = { $hours ->
    [one] 1 Stunde
   *[other] { $hours } Stunden
}
party-days = { $days ->
    [one] 1 Tag
   *[other] { $days } Tage
}

party-no-theme = Eine Party braucht ein Thema.
party-no-choice = Wähl bitte aus, wie lange sie dauert und wie viele Beiträge man haben darf.
party-no-channel = Eine Party braucht einen Textkanal für ihren Thread.
party-no-threads = Ich brauche hier die Rechte „Öffentliche Threads erstellen“ und „Nachrichten in Threads senden“.
party-not-host = Partys gibt, wer diesen Server oder seine Events verwaltet.
party-enough = { $limit ->
    [one] Auf diesem Server läuft schon eine Party.
   *[other] Auf diesem Server laufen schon { $limit } Partys.
}
party-none = Gerade läuft keine Party.
party-which = Es laufen mehrere Partys. Sag es bitte im Thread der Party, die du meinst.
party-ended = Die Party ist vorbei, das Ergebnis steht in ihrem Thread.

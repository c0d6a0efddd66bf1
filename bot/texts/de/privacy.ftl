# What is stored about a person, and how it goes.

privacy-export = Das hat Nonet über dich gespeichert: `data.json` mit deinen Aufträgen, Stimmen, Meldungen, abgelehnten Prompts und Einstellungen, dazu deine Bilder, die neuesten zuerst, so viele in die Datei passen.

privacy-delete-sure = **Alles löschen, was Nonet über dich gespeichert hat?**
    Endgültig weg sind dann: deine Aufträge mit Prompts und Bildern, deine Beiträge in allen Kanälen, soweit sie erreichbar sind, deine Favoriten und Stimmen, deine Meldungen.
    Es bleibt: deine Abmeldung, falls du dich abgemeldet hast; eine Sperre, und dass dir zu viel abgelehnt wurde, solange das gilt; für dein Kontingent, eine Stunde lang, dass du etwas wolltest, aber nicht was; und für die Moderation, dass etwas abgelehnt oder gemeldet wurde, aber nicht von wem und was.
privacy-delete-yes = Alles löschen
privacy-delete-no = Alles behalten
privacy-kept = Es wurde nichts gelöscht.
privacy-begun = Alles wird gelöscht …
privacy-deleting = Deine Daten sind weg. Jetzt deine Beiträge: { $done } von { $total } …
privacy-deleted = Alles ist gelöscht, { $removed ->
    [0] Beiträge gab es keine.
    [one] dazu 1 Beitrag.
   *[other] dazu { $removed } Beiträge.
}
privacy-posts-left = { $left ->
    [one] 1 Beitrag liegt, wo ich nicht mehr hinkomme; lösch ihn bitte selbst, wenn du kannst.
   *[other] { $left } Beiträge liegen, wo ich nicht mehr hinkomme; lösch sie bitte selbst, wenn du kannst.
}

privacy-opted-out = Ab jetzt nimmt Nonet keine Aufträge von dir an und antwortet auf keine deiner Erwähnungen. Was gespeichert ist, bleibt bis /{ commands-privacy-name } { commands-privacy-delete-name }. Mit /{ commands-privacy-name } { commands-privacy-optin-name } kommst du zurück.
privacy-opted-in = Willkommen zurück! Nonet nimmt deine Aufträge wieder an.

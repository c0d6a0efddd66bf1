# Was die Moderation in /moderation sieht, und was Leute lesen, die Einspruch einlegen.

moderation-title = Moderation
moderation-title-all = Moderation aller Server
moderation-which = Welche Fälle?
moderation-which-open = Offene Fälle
moderation-which-mine = Von mir übernommen
moderation-which-appeals = Einsprüche
moderation-empty-open = Nichts zu entscheiden. Genieß die Ruhe.
moderation-empty-mine = Du hast nichts übernommen.
moderation-empty-appeals = Niemand hat Einspruch eingelegt.
moderation-waiting = { $count ->
    [one] { $count } Fall hier
   *[other] { $count } Fälle hier
}
moderation-case = Fall { $number }
moderation-kind-report = gemeldet { $when }
moderation-kind-review = der Filter zweifelt, { $when }
moderation-kind-appeal = Einspruch, { $when }
moderation-yours = ✋ Deiner bis { $until }
moderation-theirs = ✋ { $who } ist bis { $until } dran
moderation-decided-upheld = Entschieden: Das war richtig.
moderation-decided-dismissed = Entschieden: Das war falsch.
moderation-decided-removed = Entschieden: überall entfernt.
moderation-decided-moot = Die Bilder wurden gelöscht, bevor jemand entschieden hat.
moderation-no-prompt = Was gewünscht war, wird nicht aufbewahrt.
moderation-no-picture = keine Bilder (mehr)
moderation-someone = jemand
moderation-was-removed = Die Moderation hatte diese Bilder entfernt.
moderation-filter = Der Filter sagt **{ $category }**, { $score } (Regeln { $policy }, Version { $version })
moderation-more-reports = { $count ->
    [one] und { $count } weitere Meldung
   *[other] und { $count } weitere Meldungen
}
moderation-appeal-says = { $who } sagt: { $text }

moderation-category-sexual = Sexuelles
moderation-category-hate = Hass
moderation-category-harassment = Belästigung
moderation-category-violence = Gewalt
moderation-category-self_harm = Selbstverletzung
moderation-category-illegal = Straftaten
moderation-category-person_deception = Falschmeldung über jemanden
moderation-category-personal_data = Private Daten
moderation-category-sexual_minors = Sexuelles mit Minderjährigen
moderation-category-own_words = Wörter dieses Servers

moderation-person = Über { $who }:
moderation-person-clean = hier ist nichts bekannt.
moderation-person-refused = { $count ->
    [one] { $count } Ablehnung
   *[other] { $count } Ablehnungen
}
moderation-person-upheld = { $count ->
    [one] { $count } Fall gegen sie entschieden
   *[other] { $count } Fälle gegen sie entschieden
}
moderation-person-dismissed = { $count ->
    [one] { $count } Fall verworfen
   *[other] { $count } Fälle verworfen
}
moderation-person-score = Verdacht { $score }
moderation-cause-upheld = zu Recht gemeldet
moderation-cause-false = falsch gemeldet
moderation-person-slowed = wartet { $seconds } s zwischen Aufträgen
moderation-person-paused = Pause bis { $until }
moderation-person-banned-here = hier gesperrt bis { $until }
moderation-person-banned-everywhere = überall gesperrt bis { $until }
moderation-noted = { $when }: { $text }

moderation-claim = Übernehmen
moderation-uphold-report = Die Meldung stimmt
moderation-uphold-review = Der Filter hat recht
moderation-uphold-appeal = Der Einspruch stimmt
moderation-dismiss-report = Harmlos
moderation-dismiss-review = Harmlos
moderation-dismiss-appeal = Bleibt abgelehnt
moderation-remove = Überall entfernen
moderation-ban = Sperren
moderation-unban = Entsperren
moderation-note = Notiz
moderation-refresh = Noch mal nachsehen
moderation-look = Ansehen

moderation-form-remove = Überall entfernen
moderation-form-ban = Sperren
moderation-form-note = Notiz
moderation-form-uphold = Der Einspruch stimmt
moderation-form-dismiss = Bleibt abgelehnt
moderation-words-remove = Ein Satz für die Person (oder nichts)
moderation-words-ban = Ein Satz für die Person (oder nichts)
moderation-words-note = Nur die Moderation liest es
moderation-words-uphold = Eine Antwort für die Person (oder nichts)
moderation-words-dismiss = Eine Antwort für die Person (oder nichts)
moderation-days = Tage

moderation-done-claim = ✋ Jetzt ist es deiner.
moderation-done-uphold = ✅ Fall { $number } ist entschieden: Das war richtig.
moderation-done-dismiss = ☁️ Fall { $number } ist entschieden: Das war falsch.
moderation-done-remove = { $left ->
    [0] 🗑️ Die Bilder sind weg, überall.
    [one] 🗑️ Die Bilder sind weg. Eine Nachricht kann ich nicht erreichen; bitte lösch sie selbst.
   *[other] 🗑️ Die Bilder sind weg. { $left } Nachrichten kann ich nicht erreichen; bitte lösch sie selbst.
}
moderation-done-ban = 🚫 Gesperrt bis { $until }.
moderation-done-unban = 🔓 Die Person darf wieder fragen.
moderation-done-note = 📝 Notiert.

moderation-gone = Diesen Fall gibt es nicht.
moderation-taken = Jemand anderes aus der Moderation ist gerade dran.
moderation-decided = Das ist schon entschieden.
moderation-own = Hier geht es um dich. Das muss jemand anderes entscheiden.
moderation-no-pictures = Es gibt keine Bilder zu entfernen.
moderation-ban-days = Eine Sperre dauert höchstens { $limit } Tage.
moderation-too-long = Das braucht Worte, höchstens { $limit } Zeichen.

moderation-words-many = Es dürfen { $limit } Wörter oder Ausdrücke mit je { $chars } Zeichen sein.

moderation-alert-report = 🚩 Jemand meldet Bilder: **{ $category }**
moderation-alert-review = 🔎 Der Filter hat etwas durchgelassen, mit Zweifeln: **{ $category }**
moderation-alert-appeal = 🙋 Jemand legt Einspruch gegen eine Ablehnung ein: **{ $category }**

moderation-appeal = Einspruch
moderation-appeal-title = Einspruch
moderation-appeal-why = Warum war das ein Irrtum?
moderation-appeal-help = Die Moderation liest das und deinen Prompt
moderation-appeal-sent = Danke. Die Moderation sieht es sich an, und ich sage dir, wie es ausgeht.
moderation-appeals-title = Was ich dir abgelehnt habe
moderation-appeals-nothing = Nichts, wogegen du Einspruch einlegen könntest.
moderation-appeals-choose = Einspruch einlegen gegen…
moderation-appeal-possible = Einspruch möglich
moderation-appeal-removed = von der Moderation entfernt; Einspruch möglich
moderation-appeal-waiting = wartet auf die Moderation
moderation-appeal-upheld = ✅ du hattest recht
moderation-appeal-dismissed = bleibt abgelehnt
moderation-appeal-moot = darüber entscheidet niemand mehr
moderation-appeal-empty = Sag bitte, warum es ein Irrtum war.
moderation-appeal-none = Dagegen gibt es keinen Einspruch.
moderation-appealed = Dagegen hast du schon Einspruch eingelegt.
moderation-appeals-enough = Du hast an einem Tag { $limit }-mal Einspruch eingelegt. Versuch es morgen wieder.
moderation-removed = Die Moderation hat Bilder entfernt, die du wolltest:
moderation-outcome-upheld = Dein Einspruch war richtig: Das hätte nicht abgelehnt werden sollen. Es zählt nicht mehr gegen dich.
moderation-outcome-dismissed = Die Moderation hat deinen Einspruch geprüft. Es bleibt abgelehnt:
moderation-outcome-moot = Über deinen Einspruch entscheidet niemand mehr:
moderation-outcome-passes = Du kannst es noch einmal verlangen.

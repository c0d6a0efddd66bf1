# Was auf den Karten, ihren Knöpfen und Formularen steht, und was nach einem Druck gesagt wird.

card-pick = Such dir ein Bild aus …
card-pick-option = Bild { $number }
card-where-1 = oben links
card-where-2 = oben in der Mitte
card-where-3 = oben rechts
card-where-4 = Mitte links
card-where-5 = ganz in der Mitte
card-where-6 = Mitte rechts
card-where-7 = unten links
card-where-8 = unten in der Mitte
card-where-9 = unten rechts

card-vary = Variieren
card-again = Nochmal
card-edit = Ändern
card-more = Mehr …
card-caption = Beschriften
card-share = Teilen
card-publish = Ins Schaufenster
card-download = Herunterladen
card-report = Melden
card-delete = Löschen
card-erase = Endgültig löschen
card-keep = Behalten
card-cancel = Abbrechen
card-original = Original
card-web-page = Webseite

card-seed = Seed `{ $seed }`
card-took-seconds = { $seconds } s
card-took-minutes = { $minutes } min
card-ai = KI-generiert
card-varies = eine Variation von Bild { $number }
card-follows = folgt auf ein früheres
card-without = ohne { $things }
card-from-picture = geht von einem Bild aus
card-sample = Bild { $number } von { $prompt }

card-waiting = Wartet, bis es dran ist.
card-place = { $place ->
    [one] Kommt als Nächstes dran.
   *[other] Nummer { $place } in der Warteschlange.
}
card-painting = { $percent } %
card-ready = fertig { $when }

card-alt-collage = Neun Bilder in einem Raster, von einer KI gemalt nach: { $prompt }
card-alt-sample = Bild { $number } von neun, von einer KI gemalt nach: { $prompt }
card-alt-caption = Darauf steht: { $caption }

card-which-pick = Welches sollen alle groß sehen?
card-which-vary = Welchem sollen die nächsten neun ähneln?
card-share-how = Erzähl’s den anderen:
card-delete-ask = Die Bilder verschwinden, hier und überall, wo sie gepostet wurden, und niemand kann sie zurückholen. Löschen?

card-form-edit = Prompt ändern
card-form-caption = Auf ein Bild schreiben
card-form-number = Bild
card-form-report = Diese Bilder melden
card-form-reason = Was stimmt mit ihnen nicht?
card-form-text = In deinen eigenen Worten
card-reason-harmful = Hasserfüllt, gewalttätig oder grausam
card-reason-sexual = Sexuell
card-reason-person = Zeigt einen echten Menschen schlecht oder falsch
card-reason-prejudice = Wiederholt ein Vorurteil
card-reason-other = Etwas anderes

card-favourite-added = Jetzt ist es einer deiner Favoriten.
card-favourite-removed = Es ist kein Favorit von dir mehr.
card-published = Es ist im Schaufenster: { $link }
card-deleted = Die Bilder sind gelöscht.
card-deleted-but = { $left ->
    [one] Die Bilder sind gelöscht. An eine Nachricht komme ich nicht heran; lösch sie bitte selbst.
   *[other] Die Bilder sind gelöscht. An { $left } Nachrichten komme ich nicht heran; lösch sie bitte selbst.
}
card-reported = Danke. Die Moderation sieht es sich an.

card-gone = Diese Bilder wurden gelöscht.
card-expired = Diese Bilder sind zu alt: Sie wurden entfernt. „Nochmal“ malt neue.
card-no-pictures = Hiervon gibt es keine Bilder.
card-private = Diese Bilder sind nur für jemand anderen bestimmt.
card-not-yours = Auf diesem Server dürfen nur der Auftraggeber und die Moderation diese Knöpfe drücken. Das Herz und „Mehr …“ sind für alle da.
card-owners-only = Das dürfen nur der Auftraggeber und die Moderation.
card-no-tokens = Bilder dieses Modells lassen sich nicht variieren.
card-enough = Du hast hiervon schon { $limit } Bilder gepostet. Das sollte reichen.
card-too-late = Zum Abbrechen ist es zu spät.
card-no-caption = Eine Beschriftung braucht ein paar Worte.
card-no-reason = Bitte wähle aus, was nicht stimmt.
card-reports-enough = Du hast in einer Stunde { $sent } Meldungen geschickt. Versuch es später noch einmal.
card-share-private = Private Bilder lassen sich nicht mit einem Link teilen.
card-publish-private = Private Bilder bleiben privat.
card-shown-already = Es ist schon im Schaufenster.
card-no-showcase = Für diese Bilder gibt es kein Schaufenster. Wer den Server verwaltet, kann mit /{ commands-settings-name } einen Kanal aussuchen.
card-showcase-gone = Den Kanal des Schaufensters gibt es nicht mehr. Wer den Server verwaltet, kann mit /{ commands-settings-name } einen anderen aussuchen.
card-showcase-closed = In #{ $channel } darf ich keine Bilder posten.
card-showcase-age = Diese Bilder sind aus einem Kanal mit Altersbeschränkung, und das Schaufenster hat keine.
card-age = Diese Bilder sind aus einem Kanal mit Altersbeschränkung, und dieser hier hat keine.
card-no-post = Diese Nachricht ist keins meiner Bilder.

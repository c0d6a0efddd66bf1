panel-title = Nonet auf diesem Server
panel-intro = Wähle unten eine Seite. Jede Änderung gilt sofort.
panel-goto = Zu einer Seite gehen
panel-none = Noch nichts
panel-count = { $count ->
    [one] { $count } Eintrag
   *[other] { $count } Einträge
}
panel-page-overview = Übersicht
panel-page-channels = Kanäle
panel-page-safety = Sicherheit
panel-page-moderators = Moderation
panel-page-cards = Bilder und Knöpfe
panel-page-quotas = Kontingente
panel-page-showcase = Schaufenster
panel-page-styles = Stile
panel-page-daily = Prompt des Tages

panel-channels-help = Wo dürfen Mitglieder malen lassen? Wenn du einige Kanäle erlaubst, sind alle anderen zu. Threads folgen ihrem Kanal.
panel-channels-allow = Nur in diesen Kanälen
panel-channels-deny = Nie in diesen Kanälen
panel-channels-all = überall
panel-channels-some = { $count ->
    [one] nur in { $count } Kanal
   *[other] nur in { $count } Kanälen
}
panel-channels-but = { $count ->
    [one] überall außer in { $count } Kanal
   *[other] überall außer in { $count } Kanälen
}

panel-safety-help = Wie streng ist der Filter hier?
panel-policy = Wie streng der Filter ist
panel-policy-as-set = Wie vom Betreiber eingestellt
panel-policy-as-set-help = Die übliche Wahl
panel-policy-strict = Streng
panel-policy-strict-help = Für Schulen und Familien
panel-policy-standard = Normal
panel-policy-standard-help = Für die meisten Server
panel-policy-relaxed = Locker
panel-policy-relaxed-help = Für Erwachsene, nur in altersbeschränkten Kanälen; manches bleibt verboten
panel-levels = Andere Stufen für einzelne Kategorien
panel-level-strict = Streng bei…
panel-level-standard = Normal bei…
panel-level-relaxed = Locker bei… (nur in altersbeschränkten Kanälen)
panel-people = Echte Menschen mit Namen
panel-people-as-set = So streng wie der Filter
panel-people-on = Nie in herabsetzenden oder falschen Szenen
panel-people-off = In altersbeschränkten Kanälen erlaubt
panel-words = Wörter dieses Servers
panel-words-refused = Hier abgelehnt: { $words }
panel-words-allowed = Hier harmlos: { $words }
panel-words-refused-field = Diese Wörter ablehnen
panel-words-allowed-field = Diese Wörter sind harmlos
panel-words-help = Ein Wort oder Ausdruck pro Zeile

panel-moderators-help = Wer kümmert sich um Gemeldetes? Eine Rolle braucht auch /{ commands-moderation-name } unter Servereinstellungen → Integrationen, oder die Hinweise.
panel-moderator-role = Rolle, die moderiert
panel-alert-channel = Kanal für Hinweise auf neue Fälle
panel-keep-out = Jemanden sperren
panel-let-in = Jemanden wieder zulassen
panel-member = Mitglied { $id }
panel-kept-out = Hier gesperrt:
panel-retention = Wie lange Bilder erhalten bleiben
panel-retention-as-set = So lange, wie der Betreiber es eingestellt hat
panel-retention-days = { $days ->
    [one] { $days } Tag
   *[other] { $days } Tage
}

panel-cards-help = Was Mitglieder sehen, und welche Knöpfe sie drücken dürfen.
panel-spoiler = Spoiler
panel-spoiler-off = Bilder sind offen zu sehen
panel-spoiler-on = Bilder sind als Spoiler verdeckt
panel-cover-channels = In diesen Kanälen Bilder immer verdecken
panel-cover-roles = Bilder dieser Rollen immer verdecken
panel-pressers = Wer die Knöpfe drücken darf
panel-pressers-everyone = Alle dürfen die Knöpfe drücken
panel-pressers-requester = Nur wer gefragt hat, und die Moderation
panel-language = Sprache öffentlicher Nachrichten
panel-language-as-set = Wie Discord es für diesen Server sagt

panel-quotas-help = Wie viel hier gemalt werden darf. Das Kontingent eines Kanals oder Servers teilen sich alle; das einer Rolle gilt für jedes Mitglied, das sie hat.
panel-quota-channel = Kontingent eines Kanals setzen
panel-quota-role = Kontingent einer Rolle setzen
panel-quota-server = Kontingent des ganzen Servers setzen
panel-quota-drop = Ein Kontingent entfernen
panel-quota-whole-server = der ganze Server
panel-quota-of-channel = Kanal { $id }
panel-quota-of-role = Rolle { $id }
panel-limit-per-hour = { $count } je Stunde
panel-limit-waiting = { $count } gleichzeitig wartend
panel-limit-cooldown = { $count } s Abstand
panel-limit-tier = Stufe { $tier }
panel-quota-title = Kontingent
panel-quota-per-hour = Aufträge je Stunde (leer: ohne Grenze)
panel-quota-waiting = Gleichzeitig wartend (leer: ohne Grenze)
panel-quota-cooldown = Sekunden zwischen zwei einer Person
panel-quota-tier = Stufe dieser Rolle (leer: keine)
panel-no-tier = Es gibt keine Stufe „{ $tier }“. Es gibt: { $tiers }.
panel-no-number = „{ $text }“ ist keine ganze Zahl von { $least } bis { $limit }.

panel-showcase-help = Lieblingsbilder kommen in einen eigenen Kanal, von Hand oder wenn genug Leute sie mögen.
panel-showcase-channel = Schaufenster-Kanal (keiner: kein Schaufenster)
panel-showcase-votes = Stimmen, die ein Bild dorthin bringen
panel-votes-none = Nur von Hand
panel-votes = { $count ->
    [one] { $count } Stimme
   *[other] { $count } Stimmen
}

panel-styles-help = Stile, die Mitglieder hier wählen können, neben denen, die Nonet mitbringt.
panel-style-add = Stil hinzufügen
panel-style-drop = Stil entfernen
panel-style-title = Ein eigener Stil
panel-style-name = Name
panel-style-words = Worte, die er dem Prompt hinzufügt
panel-style-words-help = Zum Beispiel: as a stained glass window
panel-style-empty = Ein Stil braucht einen Namen und Worte.
panel-styles-full = Ein Server hat höchstens { $limit } Stile. Entferne zuerst einen.

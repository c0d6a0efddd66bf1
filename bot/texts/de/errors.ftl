# Warum aus einer Bitte kein Auftrag wird oder aus einem Auftrag keine Bilder.
error-nets = Der Inhaltsfilter ist gerade außer Betrieb, und ohne ihn male ich nichts. Versuch es in einer Minute noch einmal.
error-storage = Nonet kann gerade nichts speichern. Versuch es bitte etwas später noch einmal.
error-channel-denied = In diesem Kanal gibt es keine Bilder. Versuch es in einem anderen.
error-model = Dieses Modell kenne ich nicht. Ich habe: { $models }.
error-style = Diesen Stil kenne ich nicht. Ich habe: { $styles }.
error-parent-gone = Das Bild, mit dem du weitermachen willst, gibt es nicht mehr. Lass es zuerst neu malen.
error-vary-model = Dieses Bild lässt sich nicht variieren: Sein Modell behält nicht, was dazu nötig ist.
error-picture-large = Dieses Bild ist zu groß: Ich nehme bis zu { $limit } MB.
error-picture-unread = Dieses Bild kann ich nicht lesen. PNG, JPEG oder WebP gehen.
error-picture-refused = Mit diesem Bild kann ich nicht weitermachen.
error-picture-unjudged = Ich konnte dieses Bild nicht prüfen und mache deshalb nicht damit weiter. Versuch es später noch einmal.
error-prompt-empty = Da steht nichts, was sich malen lässt. Beschreib ein Bild in ein paar Worten.
error-prompt-long = Dein Prompt hat { $chars } Zeichen; ich nehme bis zu { $limit }.
error-seed = Ein Seed ist eine ganze Zahl von 0 bis { $highest }.
error-caption-long = Deine Beschriftung hat { $chars } Zeichen; ich nehme bis zu { $limit }.
error-caption-letters = { $letters } kann ich noch nicht ins Bild setzen. Lateinische, griechische und kyrillische Buchstaben, Ziffern, Satzzeichen und Emojis gehen.
error-caption-small =
    { $chars ->
        [one] Dieses Bild ist zu klein für eine Beschriftung.
       *[other] Dieses Bild ist zu klein für eine Beschriftung mit { $chars } Zeichen.
    }

error-quota-waiting =
    { $limit ->
        [one] Ein Auftrag von dir ist schon unterwegs. Frag wieder, wenn er fertig ist.
       *[other] { $limit } Aufträge von dir sind schon unterwegs. Frag wieder, wenn einer fertig ist.
    }
error-quota-hour =
    { $minutes ->
        [one] Das war viel für eine Stunde ({ $limit }). Frag in einer Minute wieder.
       *[other] Das war viel für eine Stunde ({ $limit }). Frag in { $minutes } Minuten wieder.
    }
error-quota-slowed =
    { $seconds ->
        [one] Von dem, was du wolltest, wurde zuletzt zu viel abgelehnt. Frag in einer Sekunde wieder.
       *[other] Von dem, was du wolltest, wurde zuletzt zu viel abgelehnt. Frag in { $seconds } Sekunden wieder.
    }
error-quota-channel-cooldown =
    { $seconds ->
        [one] Nicht so schnell: In diesem Kanal kannst du in einer Sekunde wieder fragen.
       *[other] Nicht so schnell: In diesem Kanal kannst du in { $seconds } Sekunden wieder fragen.
    }
error-quota-server-cooldown =
    { $seconds ->
        [one] Nicht so schnell: Auf diesem Server kannst du in einer Sekunde wieder fragen.
       *[other] Nicht so schnell: Auf diesem Server kannst du in { $seconds } Sekunden wieder fragen.
    }
error-quota-channel-waiting =
    { $limit ->
        [one] Aus diesem Kanal ist schon ein Auftrag unterwegs. Frag wieder, wenn er fertig ist.
       *[other] Aus diesem Kanal sind schon { $limit } Aufträge unterwegs. Frag wieder, wenn einer fertig ist.
    }
error-quota-channel-hour =
    { $minutes ->
        [one] Dieser Kanal hat seine Bilder für diese Stunde schon ({ $limit }). Frag in einer Minute wieder.
       *[other] Dieser Kanal hat seine Bilder für diese Stunde schon ({ $limit }). Frag in { $minutes } Minuten wieder.
    }
error-quota-server-waiting =
    { $limit ->
        [one] Von diesem Server ist schon ein Auftrag unterwegs. Frag wieder, wenn er fertig ist.
       *[other] Von diesem Server sind schon { $limit } Aufträge unterwegs. Frag wieder, wenn einer fertig ist.
    }
error-quota-server-hour =
    { $minutes ->
        [one] Dieser Server hat seine Bilder für diese Stunde schon ({ $limit }). Frag in einer Minute wieder.
       *[other] Dieser Server hat seine Bilder für diese Stunde schon ({ $limit }). Frag in { $minutes } Minuten wieder.
    }
error-quota-queue = Die Warteschlange ist gerade voll. Frag in ein paar Minuten wieder.

error-refused-opt-out = Du hast Nonet gebeten, dich in Ruhe zu lassen. Mach das rückgängig, wenn du Bilder möchtest.
error-refused-ban = Du kannst bis { $until } keine Bilder bekommen.
error-refused-ban-reason = Du kannst bis { $until } keine Bilder bekommen. { $reason }
error-refused-server-ban = Die Moderation dieses Servers lässt dich hier bis { $until } keine Bilder bekommen.
error-refused-server-ban-reason = Die Moderation dieses Servers lässt dich hier bis { $until } keine Bilder bekommen. { $reason }
error-refused-pause = Zu viel von dem, was du wolltest, wurde abgelehnt. Ab { $until } kannst du wieder Bilder bekommen.
error-refused-sexual = Sexuelle Bilder und Nacktheit male ich hier nicht. Versuch ein anderes Motiv. Ist das ein Irrtum, leg mit /{ commands-appeal-name } Einspruch ein.
error-refused-hate = Ich male nichts, was Menschen für das herabsetzt, was sie sind. Versuch ein anderes Motiv. Ist das ein Irrtum, leg mit /{ commands-appeal-name } Einspruch ein.
error-refused-harassment = Ich male nichts, was jemanden beleidigen oder bedrohen soll. Versuch ein anderes Motiv. Ist das ein Irrtum, leg mit /{ commands-appeal-name } Einspruch ein.
error-refused-violence = Grausamkeit und Blutiges male ich hier nicht. Versuch andere Worte. Ist das ein Irrtum, leg mit /{ commands-appeal-name } Einspruch ein.
error-refused-self_harm = Suizid und Selbstverletzung male ich nicht. Wenn du daran denkst, dir etwas anzutun: Du bist wichtig, und du musst das nicht allein tragen. Sprich bitte mit jemandem, dem du vertraust, oder mit einer Hilfe-Hotline; findahelpline.com nennt eine für dein Land. Ist das ein Irrtum, versuch andere Worte oder leg mit /{ commands-appeal-name } Einspruch ein.
error-refused-illegal = Ich male nichts, was bei Straftaten hilft. Versuch ein anderes Motiv. Ist das ein Irrtum, leg mit /{ commands-appeal-name } Einspruch ein.
error-refused-person_deception = Ich male nichts, was als echte Nachricht über jemanden durchgehen soll. Versuch etwas, das niemand für echt hält. Ist das ein Irrtum, leg mit /{ commands-appeal-name } Einspruch ein.
error-refused-personal_data = Private Daten von Menschen male ich nicht. Lass sie weg und versuch es noch einmal. Ist das ein Irrtum, leg mit /{ commands-appeal-name } Einspruch ein.
error-refused-sexual_minors = Junge Menschen male ich niemals sexuell. Wähl ein anderes Motiv.
error-refused-own_words = Die Regeln hier erlauben ein Wort in deinem Prompt nicht. Versuch andere Worte. Ist das ein Irrtum, leg mit /{ commands-appeal-name } Einspruch ein.

error-failed-given-up = Ich habe mehrmals versucht, das zu malen, und es nicht geschafft. Frag noch einmal oder versuch andere Worte.
error-failed-service = Der Dienst, der für mich malt, lehnt das ab. Andere Worte helfen vielleicht.
error-failed-pictures = Was ich dazu gemalt habe, kann hier nicht gezeigt werden. Andere Worte helfen vielleicht.
error-failed-unjudged = Ich konnte die Bilder nicht prüfen, deshalb zeige ich keins. Versuch es später noch einmal.
error-failed-cancelled = Dieser Auftrag wurde abgebrochen.

error-schedule-weekdays = Wähl mindestens einen Tag.
error-schedule-zone = Ich kenne keine Zeitzone „{ $zone }“. Schreib sie wie Europe/Berlin oder UTC.
error-schedule-time = „{ $time }“ ist keine Uhrzeit. Schreib sie wie 09:30.
error-schedule-many = Es gibt schon { $limit } davon. Entfern erst einen.
error-schedule-name = Ein Name hat 1 bis { $limit } Zeichen.
error-schedule-vote = Eine Abstimmung dauert höchstens { $limit } Stunden.
error-schedule-config = Diesen hat der Betreiber eingerichtet. Nur er kann ihn ändern oder entfernen.
error-schedule-gone = Den gibt es nicht mehr.

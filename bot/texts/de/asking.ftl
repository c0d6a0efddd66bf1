asking-form-title = Was soll ich malen?
asking-form-prompt = Prompt
asking-form-prompt-example = ein Avocado-Sessel auf dem Mond
asking-form-style = Stil
asking-form-no-style = Kein Stil
asking-form-top = Meme-Text oben
asking-form-bottom = Meme-Text unten

asking-reading = Ich lese deinen Prompt …
asking-help = Erwähne mich zusammen mit dem, was du sehen willst, etwa „ein Avocado-Sessel auf dem Mond“, und ich male es neunmal. Antworte auf eins meiner Ergebnisse und erwähne mich mit weiteren Wörtern, um es zu ändern. `/{ commands-draw-name }` kann noch mehr.
asking-no-words = In dieser Nachricht sind keine Wörter, die ich malen könnte.
asking-amend-private = Dieses Bild ist privat; nur wer darum gebeten hat, kann es ändern.
asking-amend-not-yours = Auf diesem Server kann ein Bild nur ändern, wer darum gebeten hat oder moderiert.

asking-cancelled = Abgebrochen.
asking-posted-below = Das hat gedauert. Hier sind deine Bilder: { $link }
asking-sent-private = Du wolltest das in { $channel } nur für dich haben. Es hat so lange gedauert, dass ich es dort nicht mehr zeigen konnte.
asking-sent-in-person = Du wolltest das in { $channel } haben, aber dort kann ich nichts mehr posten.

asking-place-view-channel = Ich brauche hier die Berechtigung **Kanal anzeigen**, bevor ich malen kann.
asking-place-send-messages = Ich brauche hier die Berechtigung **Nachrichten senden**, bevor ich malen kann.
asking-place-send-messages-in-threads = Ich brauche hier die Berechtigung **Nachrichten in Threads senden**, bevor ich malen kann.
asking-place-attach-files = Ich brauche hier die Berechtigung **Dateien anhängen**, bevor ich malen kann.
asking-place-read-message-history = Ich brauche hier die Berechtigung **Nachrichtenverlauf anzeigen**, bevor ich malen kann.
asking-place-locked = Dieser Thread ist gesperrt, also könnte ich die Bilder hier nicht posten.
asking-form-without = Was nicht zu sehen sein soll
asking-picture-alone = Zu einem Bild brauche ich einen Prompt, der sagt, was daraus werden soll.
asking-picture-lost = Discord hat mir das Bild nicht gegeben. Versuch es bitte noch einmal.
asking-prefer-title = Was magst du meistens?
asking-prefer-spoiler = Spoiler
asking-prefer-spoiler-usual = Wie es der Server gewählt hat
asking-prefer-spoiler-on = Meine Bilder immer verdecken
asking-prefer-spoiler-off = Offen zeigen
asking-prefer-saved = Ab jetzt, wenn du nichts anderes sagst:
asking-prefer-nothing = Du hast jetzt keine festen Wünsche: Alles ist wie üblich.

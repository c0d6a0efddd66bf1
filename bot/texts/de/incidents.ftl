# Wenn etwas schiefgeht. $incident ist die Nummer, unter der der Betreiber es im Protokoll findet.
incidents-broken = Bei uns ist etwas kaputtgegangen. Versuch es bitte noch einmal. Passiert es wieder, nenn dem Betreiber diese Nummer: `{ $incident }`.
incidents-storage = Nonet kann gerade nichts speichern. Versuch es bitte etwas später noch einmal. (`{ $incident }`)
incidents-painter = Der Dienst, der malt, ist gerade nicht zu erreichen. Versuch es bitte etwas später noch einmal. (`{ $incident }`)
incidents-discord = Discord hat das nicht angenommen. Versuch es bitte noch einmal. Passiert es wieder, nenn dem Betreiber diese Nummer: `{ $incident }`.
incidents-forbidden = Discord lässt mich das hier nicht tun. Wer diesen Server verwaltet, kann meine Berechtigungen prüfen.
incidents-gone = Worum es ging, ist nicht mehr da.
incidents-cooldown =
    { $seconds ->
        [one] Nicht so schnell: Versuch es in einer Sekunde noch einmal.
       *[other] Nicht so schnell: Versuch es in { $seconds } Sekunden noch einmal.
    }
incidents-servers-only = Das geht nur auf Servern.
incidents-not-for-you = Das dürfen nur bestimmte Leute, und du gehörst nicht dazu.
incidents-you-may-not = Dafür brauchst du: { $permissions }.
incidents-i-may-not = Dafür brauche ich: { $permissions }.
incidents-bad-value = Einen der Werte kann ich so nicht verwenden.
incidents-outdated = Dieser Befehl hat sich gerade geändert. Versuch es in einer Minute noch einmal oder lade Discord neu.
incidents-permission-attach-files = Dateien anhängen
incidents-permission-embed-links = Links einbetten
incidents-permission-manage-guild = Server verwalten
incidents-permission-manage-messages = Nachrichten verwalten
incidents-permission-read-message-history = Nachrichtenverlauf anzeigen
incidents-permission-send-messages = Nachrichten senden
incidents-permission-send-messages-in-threads = Nachrichten in Threads senden
incidents-permission-view-channel = Kanal anzeigen

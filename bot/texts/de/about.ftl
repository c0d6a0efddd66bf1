# /help und /about. $draw und die anderen sind Befehle, die man anklicken kann.
about-help-title = So geht’s
about-help-ways =
    Gib { $draw } und ein paar Wörter ein. Neun Bilder davon kommen als eine Collage zurück, und ihre Knöpfe können den Rest.
    Du kannst mich auch erwähnen, etwa *{ $nonet } eine Katze mit Zylinder*, oder bei einer Nachricht **Apps → { $menu }** wählen.
about-title = Über Nonet
about-what = Ein Prompt, neun Bilder, eine Collage. Nonet { $version } ist freie Software (MIT-Lizenz), die jeder selbst betreiben kann.
about-painter = Hier malt **{ $model }**. Lizenz: { $licence }.
about-model-small = Das ist das winzige Modell, das mit Nonet kommt. Es kennt nur kleine Zeichnungen (die Emoji von Noto, Twemoji und Fluent) und malt darum Sticker auf einfachem Grund. Es kann nicht schreiben, kaum zählen, verwechselt, wer was tut, und versteht am besten Englisch. Menschen werden meist zu gelben Figuren; Essen, Sport und Feste kommen vor allem aus Nordamerika, Europa und Ostasien.
about-model-dalle = Das ist eines der DALL·E-Mini-Modelle von 2022, das aus Millionen Bildern und Bildunterschriften aus dem Netz gelernt hat. Gesichter und Hände geraten seltsam, Schrift ist nicht lesbar, und am besten versteht es Englisch. Welche Vorurteile in diesen Bildern steckten, hat es mitgelernt: über Geschlecht, Hautfarbe, Alter, Berufe, Orte.
about-model-other = Woraus es gelernt hat, was es nicht kann und welche Vorurteile es hat, weiß, wer dieses Nonet betreibt.
about-limits = Alle Bilder macht ein Programm. Sie können falsch oder ungerecht sein; halte sie nicht für Tatsachen oder Fotos. In jeder Datei steht, dass sie mit KI gemacht ist. Schadet ein Bild, melde es mit dem Knopf darunter.
about-data =
    { $days ->
        [one] Deine Prompts und ihre Bilder werden gespeichert, die Bilder höchstens einen Tag lang.
       *[other] Deine Prompts und ihre Bilder werden gespeichert, die Bilder höchstens { $days } Tage lang.
    } Nachrichten, die mich nicht erwähnen, kann ich nicht lesen. { $export } gibt dir alles, was über dich gespeichert ist, { $delete } löscht es.
about-unknown-licence = unbekannt

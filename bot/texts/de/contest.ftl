# Contests around the prompt of the day, and what parties have in common with them.

contest-heading = 🗓️ Prompt des Tages
contest-title = 🗳️ Welches ist das beste?
contest-ask = Drück auf die Nummer des Bildes, das dir am besten gefällt. Bis zum Schluss kannst du dich umentscheiden.
contest-how-thread = Auch Remixe machen mit: Male in diesem Thread, oder drück oben auf „{ card-again }“, „{ card-vary }“ oder „{ card-edit }“.
contest-how-card = Auch Remixe machen mit: Drück unter den Bildern auf „{ card-again }“, „{ card-vary }“ oder „{ card-edit }“.
contest-vote-for-this = Dafür stimmen
contest-choose = Für einen Beitrag stimmen …
contest-no-entries = Noch keine Beiträge
contest-over = Die Stimmen sind gezählt.
contest-votes = { $votes ->
    [0] noch keine Stimmen
    [one] 1 Stimme
   *[other] { $votes } Stimmen
}
contest-entries = { $entries ->
    [0] keine Beiträge
    [one] 1 Beitrag
   *[other] { $entries } Beiträge
}
contest-closes = endet { $when }

contest-voted-sample = Du stimmst für Bild { $number }.
contest-voted-entry = Du stimmst für den Beitrag von { $who }.
contest-may-change = Du kannst es noch ändern; die Abstimmung endet { $when }.
contest-voted-before = Das war schon so; die Abstimmung endet { $when }.
contest-late = Zu spät: Die Stimmen sind schon gezählt.
contest-own = Das ist dein eigener Beitrag: Dafür stimmen die anderen. Du kannst ihn zurückziehen.
contest-kept-out = Deine Stimme würde nicht zählen: Du bist hier gesperrt oder willst von Nonet in Ruhe gelassen werden.
contest-gone = Dafür kann man nicht mehr stimmen.
contest-take-out = Zurückziehen
contest-taken-out = Dein Beitrag ist raus. Die Bilder bleiben, wo sie sind.
contest-not-yours = Nur wer den Beitrag eingereicht hat, kann ihn zurückziehen.

contest-results = Ergebnis
contest-someone = jemand
contest-sample = Bild { $number }
contest-no-votes = Diesmal hat niemand abgestimmt.
contest-winners-gone = Die Bilder, die gewonnen haben, sind gelöscht.
contest-more = … und { $more } weitere.
contest-streak = 🔥 { $who } war { $length }-mal in Folge dabei!
contest-alt-podium = Die Siegerbilder mit Medaillen, von einer KI gemalt: { $prompts }
contest-role-given = { $who } trägt die Rolle { $role } bis zum nächsten Sieg.
contest-role-gone = -# Die Siegerrolle gibt es nicht mehr.
contest-role-barred = -# Ich kann { $role } nicht weitergeben: Ich brauche das Recht „Rollen verwalten“ und eine Rolle darüber.

contest-board = Rangliste
contest-board-month = Rangliste der letzten 30 Tage
contest-board-all = Rangliste aller Zeiten
contest-period-month = 30 Tage
contest-period-all = Alle Zeiten
contest-board-empty = In dieser Zeit hat niemand gewonnen. Mach mit einem Remix mit, und stimm ab!
contest-board-you = Du: { $facts }
contest-board-nothing = noch nichts, aber heute ist ein guter Tag, um anzufangen
contest-board-hidden = Die anderen sehen dich hier nicht. Das änderst du mit /{ commands-potd-name } { commands-potd-optin-name }.
contest-wins = { $wins ->
    [one] 1 Sieg
   *[other] { $wins } Siege
}
contest-podiums = { $podiums ->
    [one] 1 Podestplatz
   *[other] { $podiums } Podestplätze
}
contest-in-a-row = 🔥 { $length } in Folge
contest-longest = beste Serie { $length }
contest-badge-champion = zehn Siege
contest-badge-winner = der erste Sieg
contest-badge-podium = zehn Podestplätze
contest-badge-month = 30-mal in Folge dabei
contest-badge-week = siebenmal in Folge dabei
contest-badge-regular = dreimal in Folge dabei

contest-channel-gone = Den Kanal gibt es nicht mehr, oder er nimmt keine Beiträge an.
contest-alert-slot = Der Prompt des Tages „{ $name }“ konnte in { $channel } nicht gepostet werden: { $reason }
contest-alert-thread = In { $channel } darf ich keine Threads öffnen, darum geht der Prompt des Tages „{ $name }“ ohne weiter. Ich brauche dort das Recht „Öffentliche Threads erstellen“.

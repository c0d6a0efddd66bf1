# Lists of pictures (history, favourites, gallery, the best), cards shown again, prompts by chance.

library-history-title = Deine Bilder
library-favourites-title = Deine Favoriten
library-gallery-title = Galerie von { $server }
library-history-empty = Hier ist noch nichts. Male etwas mit /{ commands-draw-name }!
library-favourites-empty = Noch keine Favoriten. Drück auf das Herz unter Bildern, die dir gefallen.
library-gallery-empty = Hier ist noch nichts. Bilder kommen dazu, wenn sie veröffentlicht werden oder jemandem gefallen.
library-votes = ❤️ { $votes }
library-private = nur für dich
library-expired = Die Bilder waren zu alt und wurden entfernt.
library-newer = Neuere
library-older = Ältere
library-open = Eins davon noch mal zeigen …
library-delete = Eins davon löschen …
library-changed = Auf dieser Seite ist nichts mehr.

library-best-day = Das Beste der letzten 24 Stunden
library-best-week = Das Beste der letzten sieben Tage
library-best-month = Das Beste der letzten 30 Tage
library-best-all = Das Beste aller Zeiten
library-best-empty = In dieser Zeit hat niemandem etwas gefallen. Drück auf das Herz unter Bildern, die dir gefallen!

library-unknown-job = So einen Auftrag, den du zeigen könntest, gibt es nicht. Wähl einen deiner eigenen aus der Liste.

library-random-title = Wie wäre es damit?
library-random-draw = Malen
library-random-another = Etwas anderes

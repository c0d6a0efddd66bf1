# What a person has on its way, and how much more there may be.

queue-title = Unterwegs
queue-empty = Von dir ist nichts unterwegs.
queue-place = { $place ->
    [1] als Nächstes dran, fertig { $when }
   *[other] Nummer { $place } in der Warteschlange, fertig { $when }
}
queue-painting = wird gemalt
queue-painting-until = wird gemalt, fertig { $when }
queue-more = … und { $more } weitere.
queue-total = { $waiting ->
    [0] Niemand wartet;
    [one] Insgesamt wartet 1 Auftrag,
   *[other] Insgesamt warten { $waiting } Aufträge,
} { $painting ->
    [0] keiner wird gemalt.
    [one] 1 wird gemalt.
   *[other] { $painting } werden gemalt.
}
queue-cancel = Abbrechen
queue-refresh = Noch mal nachsehen

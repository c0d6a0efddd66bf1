# What a person has on its way, and how much more there may be.

queue-title = Unterwegs
queue-empty = Von dir ist nichts unterwegs.
queue-place = { $place ->
    [1] als Nächstes dran, fertig { $when }
   *[other] Nummer { $place } in der Warteschlange, fertig { $when }
}
queue-waiting = wartet, bis es dran ist
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

queue-quota-title = So viel kannst du malen lassen
queue-quota-waiting = Deine Aufträge unterwegs: **{ $used }** von { $limit }
queue-quota-hour = Deine Aufträge in der letzten Stunde: **{ $used }** von { $limit }
queue-quota-slowed = Dein nächster, nach Ablehnungen: { $used ->
    [0] sofort
   *[other] noch nicht
}
queue-quota-server-cooldown = Dein nächster auf diesem Server: { $used ->
    [0] sofort
   *[other] noch nicht
}
queue-quota-channel-cooldown = Dein nächster in diesem Kanal: { $used ->
    [0] sofort
   *[other] noch nicht
}
queue-quota-channel-waiting = Aufträge dieses Kanals unterwegs: **{ $used }** von { $limit }
queue-quota-channel-hour = Aufträge dieses Kanals in der letzten Stunde: **{ $used }** von { $limit }
queue-quota-server-waiting = Aufträge dieses Servers unterwegs: **{ $used }** von { $limit }
queue-quota-server-hour = Aufträge dieses Servers in der letzten Stunde: **{ $used }** von { $limit }
queue-quota-free-at = mehr { $when }
queue-quota-free-later = mehr, sobald einer fertig ist

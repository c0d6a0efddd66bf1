# What a person has on its way, and how much more there may be.

queue-title = En route
queue-empty = Tu n’as rien en route.
queue-place = { $place ->
    [1] prochaine dans la file, prête { $when }
   *[other] numéro { $place } dans la file, prête { $when }
}
queue-waiting = attend son tour
queue-painting = en train d’être peinte
queue-painting-until = en train d’être peinte, prête { $when }
queue-more = … et { $more } de plus.
queue-total = { $waiting ->
    [0] Personne n’attend ;
    [one] En tout, 1 demande attend,
   *[other] En tout, { $waiting } demandes attendent,
} { $painting ->
    [0] aucune n’est en train d’être peinte.
    [one] 1 est en train d’être peinte.
   *[other] { $painting } sont en train d’être peintes.
}
queue-cancel = Annuler
queue-refresh = Regarder encore

queue-quota-title = Ce que tu peux demander
queue-quota-waiting = Tes demandes en route : **{ $used }** sur { $limit }
queue-quota-hour = Tes demandes de la dernière heure : **{ $used }** sur { $limit }
queue-quota-slowed = La prochaine, après des refus : { $used ->
    [0] tout de suite
   *[other] pas encore
}
queue-quota-server-cooldown = La prochaine sur ce serveur : { $used ->
    [0] tout de suite
   *[other] pas encore
}
queue-quota-channel-cooldown = La prochaine dans ce salon : { $used ->
    [0] tout de suite
   *[other] pas encore
}
queue-quota-channel-waiting = Demandes de ce salon en route : **{ $used }** sur { $limit }
queue-quota-channel-hour = Demandes de ce salon dans la dernière heure : **{ $used }** sur { $limit }
queue-quota-server-waiting = Demandes de ce serveur en route : **{ $used }** sur { $limit }
queue-quota-server-hour = Demandes de ce serveur dans la dernière heure : **{ $used }** sur { $limit }
queue-quota-free-at = d’autres { $when }
queue-quota-free-later = d’autres dès que l’une est finie

# What a person has on its way, and how much more there may be.

queue-title = En camino
queue-empty = No tienes nada en camino.
queue-place = { $place ->
    [1] el siguiente de la cola, listo { $when }
   *[other] número { $place } de la cola, listo { $when }
}
queue-waiting = esperando su turno
queue-painting = se está pintando
queue-painting-until = se está pintando, listo { $when }
queue-more = …y { $more } más.
queue-total = { $waiting ->
    [0] Nadie espera;
    [one] En total espera 1 pedido,
   *[other] En total esperan { $waiting } pedidos,
} { $painting ->
    [0] no se está pintando ninguno.
    [one] se está pintando 1.
   *[other] se están pintando { $painting }.
}
queue-cancel = Cancelar
queue-refresh = Mirar otra vez

queue-quota-title = Cuánto puedes pedir
queue-quota-waiting = Tus pedidos en camino: **{ $used }** de { $limit }
queue-quota-hour = Tus pedidos en la última hora: **{ $used }** de { $limit }
queue-quota-slowed = El siguiente, tras los rechazos: { $used ->
    [0] enseguida
   *[other] todavía no
}
queue-quota-server-cooldown = El siguiente en este servidor: { $used ->
    [0] enseguida
   *[other] todavía no
}
queue-quota-channel-cooldown = El siguiente en este canal: { $used ->
    [0] enseguida
   *[other] todavía no
}
queue-quota-channel-waiting = Pedidos de este canal en camino: **{ $used }** de { $limit }
queue-quota-channel-hour = Pedidos de este canal en la última hora: **{ $used }** de { $limit }
queue-quota-server-waiting = Pedidos de este servidor en camino: **{ $used }** de { $limit }
queue-quota-server-hour = Pedidos de este servidor en la última hora: **{ $used }** de { $limit }
queue-quota-free-at = más { $when }
queue-quota-free-later = más cuando termine uno

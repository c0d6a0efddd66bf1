# What a person has on its way, and how much more there may be.

queue-title = A caminho
queue-empty = Você não tem nada a caminho.
queue-place = { $place ->
    [1] o próximo da fila, pronto { $when }
   *[other] número { $place } da fila, pronto { $when }
}
queue-waiting = esperando a vez
queue-painting = sendo pintado
queue-painting-until = sendo pintado, pronto { $when }
queue-more = …e mais { $more }.
queue-total = { $waiting ->
    [0] Ninguém está esperando;
    [one] Ao todo, 1 pedido está esperando,
   *[other] Ao todo, { $waiting } pedidos estão esperando,
} { $painting ->
    [0] nenhum está sendo pintado.
    [one] 1 está sendo pintado.
   *[other] { $painting } estão sendo pintados.
}
queue-cancel = Cancelar
queue-refresh = Olhar de novo

queue-quota-title = Quanto você pode pedir
queue-quota-waiting = Seus pedidos a caminho: **{ $used }** de { $limit }
queue-quota-hour = Seus pedidos na última hora: **{ $used }** de { $limit }
queue-quota-slowed = O próximo, depois de recusas: { $used ->
    [0] já
   *[other] ainda não
}
queue-quota-server-cooldown = O próximo neste servidor: { $used ->
    [0] já
   *[other] ainda não
}
queue-quota-channel-cooldown = O próximo neste canal: { $used ->
    [0] já
   *[other] ainda não
}
queue-quota-channel-waiting = Pedidos deste canal a caminho: **{ $used }** de { $limit }
queue-quota-channel-hour = Pedidos deste canal na última hora: **{ $used }** de { $limit }
queue-quota-server-waiting = Pedidos deste servidor a caminho: **{ $used }** de { $limit }
queue-quota-server-hour = Pedidos deste servidor na última hora: **{ $used }** de { $limit }
queue-quota-free-at = mais { $when }
queue-quota-free-later = mais quando um ficar pronto

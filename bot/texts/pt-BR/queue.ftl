# What a person has on its way, and how much more there may be.

queue-title = A caminho
queue-empty = Você não tem nada a caminho.
queue-place = { $place ->
    [1] o próximo da fila, pronto { $when }
   *[other] número { $place } da fila, pronto { $when }
}
queue-painting = sendo pintado
queue-painting-until = sendo pintado, pronto { $when }
queue-more = …e mais { $more }.
queue-total = { $waiting ->
    [0] Ninguém está esperando;
    [one] Ao todo, 1 trabalho está esperando,
   *[other] Ao todo, { $waiting } trabalhos estão esperando,
} { $painting ->
    [0] nenhum está sendo pintado.
    [one] 1 está sendo pintado.
   *[other] { $painting } estão sendo pintados.
}
queue-cancel = Cancelar
queue-refresh = Olhar de novo

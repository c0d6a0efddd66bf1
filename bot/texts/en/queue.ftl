# What a person has on its way, and how much more there may be.

queue-title = On their way
queue-empty = You have nothing on its way.
queue-place = { $place ->
    [1] next in the queue, ready { $when }
   *[other] number { $place } in the queue, ready { $when }
}
queue-painting = being painted
queue-painting-until = being painted, ready { $when }
queue-more = …and { $more } more.
queue-total = { $waiting ->
    [0] Nobody is waiting;
    [one] 1 job is waiting in all,
   *[other] { $waiting } jobs are waiting in all,
} { $painting ->
    [0] none is being painted.
    [one] 1 is being painted.
   *[other] { $painting } are being painted.
}
queue-cancel = Cancel
queue-refresh = Look again

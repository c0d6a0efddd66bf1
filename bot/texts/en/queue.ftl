# What a person has on its way, and how much more there may be.

queue-title = On their way
queue-empty = You have nothing on its way.
queue-place = { $place ->
    [1] next in the queue, ready { $when }
   *[other] number { $place } in the queue, ready { $when }
}
queue-waiting = waiting for its turn
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

queue-quota-title = How much you may ask for
queue-quota-waiting = Your jobs on the way: **{ $used }** of { $limit }
queue-quota-hour = Your jobs in the last hour: **{ $used }** of { $limit }
queue-quota-slowed = Your next one, after refusals: { $used ->
    [0] now
   *[other] not yet
}
queue-quota-server-cooldown = Your next one on this server: { $used ->
    [0] at once
   *[other] not yet
}
queue-quota-channel-cooldown = Your next one in this channel: { $used ->
    [0] at once
   *[other] not yet
}
queue-quota-channel-waiting = This channel's jobs on the way: **{ $used }** of { $limit }
queue-quota-channel-hour = This channel's jobs in the last hour: **{ $used }** of { $limit }
queue-quota-server-waiting = This server's jobs on the way: **{ $used }** of { $limit }
queue-quota-server-hour = This server's jobs in the last hour: **{ $used }** of { $limit }
queue-quota-free-at = more { $when }
queue-quota-free-later = more when one is finished

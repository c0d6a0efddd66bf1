"""The engine: a thread that keeps models busy with many requests at once.

`Engine` is all that others need: it takes requests in on the event loop and gives `Ticket`s, whose events
come back from the thread. There `Painter` goes round and round: `admission` begins what there is room for,
`stepping` does one step of everything in hand, `showing` draws what is finished for about as long, and
`telling` says how long it will all take, which it knows from `pace` and `forecast`. What they work on is the
`Studio`: the queue, the shelf of loaded models, and the works in hand.
"""

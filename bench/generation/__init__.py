"""How fast Nonet paints, beside min-dalle, and beside what the machine could: `python -m bench generation`.

Each contender is a process of its own (`worker`), which has the weights, and does what this process asks
of it (`contenders`), in turns. `mini` makes the weights, `run` measures, `figures` are what is told of it.
"""

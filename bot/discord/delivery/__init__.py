"""How jobs are shown while they are painted, and how results go out."""

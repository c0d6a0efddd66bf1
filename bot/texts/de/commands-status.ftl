commands-status-name = status
commands-status-description = Für den Betreiber: wie es Nonet geht

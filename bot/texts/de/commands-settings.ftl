commands-settings-name = einstellungen
commands-settings-description = Bestimme, wie sich Nonet auf diesem Server verhält

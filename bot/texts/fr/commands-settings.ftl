commands-settings-name = réglages
commands-settings-description = Choisis comment Nonet se comporte sur ce serveur

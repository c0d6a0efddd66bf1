commands-status-name = état
commands-status-description = Pour l’opérateur : comment va Nonet

commands-status-name = estado
commands-status-description = Para el operador: cómo va Nonet

commands-status-name = status
commands-status-description = Para o operador: como vai o Nonet

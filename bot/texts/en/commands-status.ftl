commands-status-name = status
commands-status-description = For the operator: how Nonet is doing

commands-settings-name = configurações
commands-settings-description = Escolha como o Nonet se comporta neste servidor

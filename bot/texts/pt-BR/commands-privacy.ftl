# Names and texts of /privacy.

commands-privacy-name = privacidade
commands-privacy-description = O que o Nonet guarda sobre você
commands-privacy-export-name = exportar
commands-privacy-export-description = Receba tudo o que o Nonet guarda sobre você
commands-privacy-delete-name = apagar
commands-privacy-delete-description = Apague tudo o que o Nonet guarda sobre você
commands-privacy-optout-name = sair
commands-privacy-optout-description = Não ter mais nada a ver com o Nonet
commands-privacy-optin-name = voltar
commands-privacy-optin-description = Volte depois de sair

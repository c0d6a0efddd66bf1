# Names and texts of /potd.

commands-potd-name = prompt-do-dia
commands-potd-description = O prompt do dia
commands-potd-today-name = hoje
commands-potd-today-description = Veja o prompt de hoje e sua sequência
commands-potd-suggest-name = sugerir
commands-potd-suggest-description = Sugira um prompt do dia
commands-potd-suggest-prompt-name = prompt
commands-potd-suggest-prompt-description = O que deve ser pintado
commands-potd-suggestions-name = sugestões
commands-potd-suggestions-description = Vote no que os membros sugeriram
commands-potd-leaderboard-name = classificação
commands-potd-leaderboard-description = Veja quem mais venceu
commands-potd-leaderboard-period-name = período
commands-potd-leaderboard-period-description = Até quando olhar para trás
commands-potd-leaderboard-period-choice-month = os últimos 30 dias
commands-potd-leaderboard-period-choice-all = todos os tempos
commands-potd-optout-name = ocultar
commands-potd-optout-description = Não apareça em classificações nem resultados
commands-potd-optin-name = aparecer
commands-potd-optin-description = Apareça de novo em classificações e resultados
commands-potd-setup-name = configurar
commands-potd-setup-description = Configure um prompt do dia para este servidor

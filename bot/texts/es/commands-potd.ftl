# Names and texts of /potd.

commands-potd-name = prompt-del-día
commands-potd-description = El prompt del día
commands-potd-today-name = hoy
commands-potd-today-description = Mira el prompt de hoy y tu racha
commands-potd-suggest-name = sugerir
commands-potd-suggest-description = Sugiere un prompt del día
commands-potd-suggest-prompt-name = prompt
commands-potd-suggest-prompt-description = Qué hay que pintar
commands-potd-suggestions-name = sugerencias
commands-potd-suggestions-description = Vota lo que han sugerido los miembros
commands-potd-leaderboard-name = clasificación
commands-potd-leaderboard-description = Mira quién ha ganado más
commands-potd-leaderboard-period-name = periodo
commands-potd-leaderboard-period-description = Cuánto tiempo atrás
commands-potd-leaderboard-period-choice-month = los últimos 30 días
commands-potd-leaderboard-period-choice-all = todos los tiempos
commands-potd-optout-name = ocultarme
commands-potd-optout-description = No aparezcas en clasificaciones ni resultados
commands-potd-optin-name = mostrarme
commands-potd-optin-description = Vuelve a aparecer en clasificaciones y resultados
commands-potd-setup-name = configurar
commands-potd-setup-description = Configura un prompt del día para este servidor

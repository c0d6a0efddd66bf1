# Names and texts of /privacy.

commands-privacy-name = privacidad
commands-privacy-description = Lo que Nonet guarda sobre ti
commands-privacy-export-name = exportar
commands-privacy-export-description = Recibe todo lo que Nonet guarda sobre ti
commands-privacy-delete-name = borrar
commands-privacy-delete-description = Borra todo lo que Nonet guarda sobre ti
commands-privacy-optout-name = excluirme
commands-privacy-optout-description = No tener nada más que ver con Nonet
commands-privacy-optin-name = incluirme
commands-privacy-optin-description = Vuelve después de excluirte

commands-settings-name = ajustes
commands-settings-description = Elige cómo se porta Nonet en este servidor

commands-settings-name = settings
commands-settings-description = Choose how Nonet behaves on this server

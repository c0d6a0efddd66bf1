commands-settings-name = 設定
commands-settings-description = このサーバーでの Nonet の動きを決めます

# Names and texts of /party.

commands-party-name = パーティー
commands-party-description = テーマパーティー
commands-party-start-name = 開始
commands-party-start-description = テーマを決めてパーティーを開く
commands-party-end-name = 終了
commands-party-end-description = パーティーを今すぐ終えて結果を見る
commands-party-status-name = 状況
commands-party-status-description = 開催中のパーティーを見る

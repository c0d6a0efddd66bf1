# Names and texts of /privacy.

commands-privacy-name = プライバシー
commands-privacy-description = Nonet が保存しているあなたのデータ
commands-privacy-export-name = エクスポート
commands-privacy-export-description = Nonet が保存しているあなたのデータを受け取る
commands-privacy-delete-name = 削除
commands-privacy-delete-description = Nonet が保存しているあなたのデータをすべて削除する
commands-privacy-optout-name = 利用停止
commands-privacy-optout-description = Nonet の利用をやめる
commands-privacy-optin-name = 利用再開
commands-privacy-optin-description = 利用停止のあとで再開する

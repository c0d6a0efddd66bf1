# Theme parties.

party-words = プロンプトに必要な言葉: { $words }
party-awards = 🏅 { $awards }
party-host = 主催: { $host } · { $when }に終了
party-come = だれでも参加できます。スレッドにどうぞ！
party-how = このスレッドで描いてください。ここで頼んだ絵が参加します（1人 { $each } 点まで）。
party-words-missing = 参加していません。プロンプトに { $words } がありません。「{ card-edit }」で直せます。
party-words-many = 必要な言葉は { $limit } 個までです。
party-words-long = 必要な言葉は { $limit } 文字までです。

party-form-title = パーティーを開く
party-form-theme = テーマ
party-form-theme-example = オフィスで働く動物たち
party-form-hours = 期間
party-form-words = プロンプトに必要な言葉
party-form-words-example = カエル, かばん
party-form-awards = 勝者へのごほうび
party-form-awards-example = 次の絵文字の名前を決める権利
party-form-each = 1人の作品数
party-each = { $each } 点まで
party-hours = { $hours } 時間
party-days = { $days } 日間

party-no-theme = パーティーにはテーマが必要です。
party-no-choice = 期間と1人の作品数を選んでください。
party-no-channel = パーティーのスレッドにはテキストチャンネルが必要です。
party-no-threads = ここで「公開スレッドの作成」と「スレッドでメッセージを送信」の権限が必要です。
party-not-host = パーティーを開けるのは、サーバーかイベントを管理できる人です。
party-enough = このサーバーではもう { $limit } 個のパーティーが開かれています。
party-none = 今はパーティーがありません。
party-which = パーティーがいくつかあります。該当するパーティーのスレッドで使ってください。
party-ended = パーティーは終わりました。結果はスレッドにあります。

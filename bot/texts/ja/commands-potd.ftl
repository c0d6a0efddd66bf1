# Names and texts of /potd.

commands-potd-name = 今日のお題
commands-potd-description = 今日のお題
commands-potd-today-name = 今日
commands-potd-today-description = 今日のお題と連続記録を見る
commands-potd-suggest-name = 提案
commands-potd-suggest-description = 今日のお題を提案する
commands-potd-suggest-prompt-name = プロンプト
commands-potd-suggest-prompt-description = 描いてほしいもの
commands-potd-suggestions-name = 提案一覧
commands-potd-suggestions-description = みんなの提案に投票する
commands-potd-leaderboard-name = ランキング
commands-potd-leaderboard-description = だれが一番勝っているか見る
commands-potd-leaderboard-period-name = 期間
commands-potd-leaderboard-period-description = さかのぼる期間
commands-potd-leaderboard-period-choice-month = この30日間
commands-potd-leaderboard-period-choice-all = 全期間
commands-potd-optout-name = 匿名
commands-potd-optout-description = ランキングや結果に名前を出さない
commands-potd-optin-name = 公開
commands-potd-optin-description = ランキングや結果にまた名前を出す
commands-potd-setup-name = 設定
commands-potd-setup-description = このサーバーの今日のお題を設定します

# Names and texts of commands about pictures that exist, and of /random.

commands-history-name = 履歴
commands-history-description = 自分の画像を見る
commands-favourites-name = お気に入り
commands-favourites-description = 気に入った画像を見る
commands-gallery-name = ギャラリー
commands-gallery-description = このサーバーの画像を見る
commands-best-name = ベスト
commands-best-description = このサーバーで一番人気の画像を見る
commands-best-period-name = 期間
commands-best-period-description = さかのぼる期間
commands-best-period-choice-day = この24時間
commands-best-period-choice-week = この7日間
commands-best-period-choice-month = この30日間
commands-best-period-choice-all = 全期間
commands-show-name = 表示
commands-show-description = このチャンネルに画像をもう一度表示する
commands-show-job-name = 依頼
commands-show-job-description = どの画像か
commands-random-name = ランダム
commands-random-description = 描くもののアイデアをもらう

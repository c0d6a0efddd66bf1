# Names and texts of /queue and /quota.

commands-queue-name = 待ち順
commands-queue-description = 画像の進み具合を見る、キャンセルする
commands-quota-name = 利用枠
commands-quota-description = あとどれだけ依頼できるかを見る

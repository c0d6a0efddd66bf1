# What a person has on its way, and how much more there may be.

queue-title = 進行中
queue-empty = 進行中のものはありません。
queue-place = { $place ->
    [1] 次の番です。{ $when }に完成予定
   *[other] 待ち順 { $place } 番目。{ $when }に完成予定
}
queue-painting = 描いています
queue-painting-until = 描いています。{ $when }に完成予定
queue-more = …ほか { $more } 件。
queue-total = 全体で { $waiting } 件が待機中、{ $painting } 件を描いています。
queue-cancel = キャンセル
queue-refresh = 更新

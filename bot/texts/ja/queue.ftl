# What a person has on its way, and how much more there may be.

queue-title = 進行中
queue-empty = 進行中のものはありません。
queue-place = { $place ->
    [1] 次の番です。{ $when }に完成予定
   *[other] 待ち順 { $place } 番目。{ $when }に完成予定
}
queue-waiting = 順番待ち
queue-painting = 描いています
queue-painting-until = 描いています。{ $when }に完成予定
queue-more = …ほか { $more } 件。
queue-total = 全体で { $waiting } 件が待機中、{ $painting } 件を描いています。
queue-cancel = キャンセル
queue-refresh = 更新

queue-quota-title = 依頼できる量
queue-quota-waiting = 進行中のあなたの依頼：**{ $used }** / { $limit }
queue-quota-hour = この1時間のあなたの依頼：**{ $used }** / { $limit }
queue-quota-slowed = 断られた後の次の依頼：{ $used ->
    [0] すぐに可能
   *[other] まだできません
}
queue-quota-server-cooldown = このサーバーでの次の依頼：{ $used ->
    [0] すぐに可能
   *[other] まだできません
}
queue-quota-channel-cooldown = このチャンネルでの次の依頼：{ $used ->
    [0] すぐに可能
   *[other] まだできません
}
queue-quota-channel-waiting = 進行中のこのチャンネルの依頼：**{ $used }** / { $limit }
queue-quota-channel-hour = この1時間のこのチャンネルの依頼：**{ $used }** / { $limit }
queue-quota-server-waiting = 進行中のこのサーバーの依頼：**{ $used }** / { $limit }
queue-quota-server-hour = この1時間のこのサーバーの依頼：**{ $used }** / { $limit }
queue-quota-free-at = { $when }に再び可能
queue-quota-free-later = どれかが完了すると再び可能

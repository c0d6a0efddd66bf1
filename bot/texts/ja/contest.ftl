# Contests around the prompt of the day, and what parties have in common with them.

contest-heading = 🗓️ 今日のお題
contest-title = 🗳️ どれが一番いい？
contest-ask = 一番好きな絵の番号を押してね。締め切りまでは選び直せます。
contest-how-thread = リミックスも参加できます。このスレッドで描くか、上の「{ card-again }」「{ card-vary }」「{ card-edit }」を押してください。
contest-how-card = リミックスも参加できます。絵の下の「{ card-again }」「{ card-vary }」「{ card-edit }」を押してください。
contest-vote-for-this = これに投票
contest-choose = 作品に投票する…
contest-no-entries = まだ作品がありません
contest-over = 投票は締め切られました。
contest-votes = { $votes ->
    [0] まだ投票なし
   *[other] { $votes } 票
}
contest-entries = { $entries ->
    [0] 作品なし
   *[other] 作品 { $entries } 点
}
contest-closes = { $when }に終了

contest-voted-sample = { $number } 番の絵に投票しました。
contest-voted-entry = { $who } さんの作品に投票しました。
contest-may-change = 変更もできます。投票は{ $when }に終わります。
contest-voted-before = 前と同じ投票です。投票は{ $when }に終わります。
contest-late = 間に合いませんでした。もう集計済みです。
contest-own = これは自分の作品です。投票できるのはほかの人だけです。取り下げることはできます。
contest-kept-out = この投票は数えられません。ここで禁止されているか、Nonet に関わらない設定になっています。
contest-gone = これにはもう投票できません。
contest-take-out = 取り下げる
contest-taken-out = 作品を取り下げました。絵はそのまま残ります。
contest-not-yours = 取り下げられるのは出した本人だけです。

contest-results = 結果発表
contest-someone = 匿名さん
contest-sample = { $number } 番の絵
contest-no-votes = 今回は投票がありませんでした。
contest-winners-gone = 入賞した絵は削除されました。
contest-more = …ほか { $more } 点。
contest-streak = 🔥 { $who } さん、{ $length } 回連続で参加中！
contest-alt-podium = メダルのついた入賞作品。AI が描いた絵: { $prompts }
contest-role-given = 次の勝者が決まるまで、{ $role } は { $who } さんのものです。
contest-role-gone = -# 勝者のロールがなくなっています。
contest-role-barred = -# { $role } を渡せません。「ロールの管理」の権限と、それより上のロールが必要です。

contest-board = ランキング
contest-board-month = この30日間のランキング
contest-board-all = 全期間のランキング
contest-period-month = 30日間
contest-period-all = 全期間
contest-board-empty = この期間の入賞者はいません。リミックスで参加して、投票しよう！
contest-board-you = あなた: { $facts }
contest-board-nothing = まだ何もないけど、今日は始めるのにいい日です
contest-board-hidden = ほかの人からは見えません。/{ commands-potd-name } { commands-potd-optin-name } で変えられます。
contest-wins = 優勝 { $wins } 回
contest-podiums = 入賞 { $podiums } 回
contest-in-a-row = 🔥 { $length } 回連続
contest-longest = 最長 { $length } 回連続
contest-badge-champion = 優勝10回
contest-badge-winner = 初優勝
contest-badge-podium = 入賞10回
contest-badge-month = 30回連続で参加
contest-badge-week = 7回連続で参加
contest-badge-regular = 3回連続で参加

contest-channel-gone = チャンネルがないか、投稿できない種類のチャンネルです。
contest-alert-slot = 今日のお題「{ $name }」を { $channel } に投稿できませんでした: { $reason }
contest-alert-thread = { $channel } でスレッドを作れないため、今日のお題「{ $name }」はスレッドなしで続けます。「公開スレッドの作成」の権限が必要です。

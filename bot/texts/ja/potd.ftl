# What /potd says.

potd-none = ここではまだ今日のお題がありません。サーバーの管理者は /{ commands-settings-name } で設定できます。
potd-not-voted = まだ投票していません。
potd-voted-entry = だれかの作品に投票しました。
potd-card = 見る
potd-vote = 投票する
potd-opted-out = これからランキングや結果に名前が出なくなります。投票はこれまでどおり数えられます。
potd-opted-in = またランキングや結果に名前が出ます。
potd-suggested-new = ありがとう！ほかの人は { $where } で投票できます。
potd-suggested-seconded = 同じアイデアがもうありました。あなたの1票を加えて、今 { $votes } 票です。
potd-suggested-known = これはもうリストにあります。出番をお楽しみに！
potd-suggested-rejected = これはモデレーターに却下されました。
potd-no-suggesting = このサーバーでは今日のお題を提案できません。
potd-suggestions = 提案されたお題
potd-suggestions-none = 待っている提案はありません。/{ commands-potd-name } { commands-potd-suggest-name } で提案してね！
potd-suggestions-how = { $needed } 票集まるとリストに入ります。
potd-wish = これが見たい…
potd-approve = 承認する…
potd-reject = 却下する…
potd-moderators-only = これはモデレーターだけができます。

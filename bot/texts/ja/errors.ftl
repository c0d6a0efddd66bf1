# 依頼が受け付けられなかった理由、または画像ができなかった理由。
error-storage = いまNonetは何も保存できません。しばらくしてからもう一度試してね。
error-channel-denied = このチャンネルでは絵を頼めません。別のチャンネルで試してね。
error-model = そのモデルは知りません。使えるのは { $models } です。
error-style = そのスタイルは知りません。使えるのは { $styles } です。
error-parent-gone = 元にしたい絵はもうありません。先にもう一度描かせてね。
error-vary-model = この絵は変化させられません。モデルが必要な情報を残していないためです。
error-prompt-empty = 描けるものが見つかりません。どんな絵か、短い言葉で書いてね。
error-prompt-long = 文が{ $chars }文字あります。{ $limit }文字までにしてね。
error-seed = シードは0から{ $highest }までの整数です。
error-caption-long = キャプションが{ $chars }文字あります。{ $limit }文字までにしてね。
error-caption-letters = { $letters } はまだ絵に入れられません。ラテン文字、ギリシャ文字、キリル文字、数字、記号、絵文字なら使えます。
error-caption-small = この絵は小さすぎて、{ $chars }文字のキャプションが入りません。

error-quota-waiting = もう{ $limit }件頼んでいます。1件終わったらまた頼んでね。
error-quota-hour = この1時間でたくさん頼みました（{ $limit }件）。{ $minutes }分後にまた頼んでね。
error-quota-slowed = 最近、断られた依頼が多すぎます。{ $seconds }秒後にまた頼んでね。
error-quota-channel-cooldown = ちょっと待って。このチャンネルでは{ $seconds }秒後にまた頼めます。
error-quota-server-cooldown = ちょっと待って。このサーバーでは{ $seconds }秒後にまた頼めます。
error-quota-channel-waiting = このチャンネルではもう{ $limit }件進んでいます。1件終わったらまた頼んでね。
error-quota-channel-hour = このチャンネルの1時間分（{ $limit }件）は終わりました。{ $minutes }分後にまた頼んでね。
error-quota-server-waiting = このサーバーではもう{ $limit }件進んでいます。1件終わったらまた頼んでね。
error-quota-server-hour = このサーバーの1時間分（{ $limit }件）は終わりました。{ $minutes }分後にまた頼んでね。
error-quota-queue = いま順番待ちがいっぱいです。数分後にまた頼んでね。

error-refused-opt-out = Nonetに「かまわないで」と頼んでいます。絵がほしくなったら、設定を戻してね。
error-refused-ban = { $until }までは絵を頼めません。
error-refused-ban-reason = { $until }までは絵を頼めません。{ $reason }
error-refused-server-ban = このサーバーのモデレーターの判断で、{ $until }までここでは絵を頼めません。
error-refused-server-ban-reason = このサーバーのモデレーターの判断で、{ $until }までここでは絵を頼めません。{ $reason }
error-refused-pause = 断られた依頼が多すぎました。{ $until }からまた絵を頼めます。
error-refused-sexual = ここでは性的な絵や裸の絵は描きません。別の題材を試してね。間違いだと思ったら、/{ commands-appeal-name }で異議を申し立ててね。
error-refused-hate = 誰かをその人らしさのために見下す絵は描きません。別の題材を試してね。間違いだと思ったら、/{ commands-appeal-name }で異議を申し立ててね。
error-refused-harassment = 誰かを侮辱したり脅したりする絵は描きません。別の題材を試してね。間違いだと思ったら、/{ commands-appeal-name }で異議を申し立ててね。
error-refused-violence = ここでは残酷な絵や血みどろの絵は描きません。別の言葉を試してね。間違いだと思ったら、/{ commands-appeal-name }で異議を申し立ててね。
error-refused-self_harm = 自殺や自傷の絵は描きません。もし自分を傷つけたいと思っているなら、あなたは大切な人です。ひとりで抱えなくていいんです。信頼できる人や相談窓口に話してみてください。findahelpline.com であなたの国の窓口が見つかります。間違いだと思ったら、別の言葉を試すか、/{ commands-appeal-name }で異議を申し立ててね。
error-refused-illegal = 犯罪の助けになる絵は描きません。別の題材を試してね。間違いだと思ったら、/{ commands-appeal-name }で異議を申し立ててね。
error-refused-person_deception = 誰かについての本物のニュースに見せかける絵は描きません。誰も本物と思わないものを試してね。間違いだと思ったら、/{ commands-appeal-name }で異議を申し立ててね。
error-refused-personal_data = 個人情報は描きません。取りのぞいてもう一度試してね。間違いだと思ったら、/{ commands-appeal-name }で異議を申し立ててね。
error-refused-sexual_minors = 若い人を性的に描くことは絶対にありません。別の題材を選んでね。
error-refused-own_words = ここのルールでは使えない言葉が入っています。別の言葉を試してね。間違いだと思ったら、/{ commands-appeal-name }で異議を申し立ててね。

error-failed-given-up = 何度か描いてみましたが、うまくいきませんでした。もう一度頼むか、別の言葉を試してね。
error-failed-pictures = 描けた絵はここでは見せられません。別の言葉ならうまくいくかもしれません。
error-failed-unjudged = 絵を確認できなかったので、お見せできません。あとでもう一度試してね。
error-failed-cancelled = この依頼は取り消されました。

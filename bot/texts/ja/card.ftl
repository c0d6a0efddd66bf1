# カード、ボタン、フォームの文字と、押したあとの返事。

card-pick = 絵を選ぶ…
card-pick-option = { $number } 番の絵
card-where-1 = 左上
card-where-2 = 中央上
card-where-3 = 右上
card-where-4 = 左
card-where-5 = 真ん中
card-where-6 = 右
card-where-7 = 左下
card-where-8 = 中央下
card-where-9 = 右下

card-vary = アレンジ
card-again = もう一度
card-edit = 編集
card-more = その他…
card-caption = 文字入れ
card-share = シェア
card-publish = ショーケースへ
card-download = 保存
card-report = 通報
card-delete = 削除
card-erase = 完全に削除
card-keep = やめる
card-cancel = キャンセル
card-original = 元の投稿
card-web-page = ウェブページ

card-seed = シード `{ $seed }`
card-took-seconds = { $seconds } 秒
card-took-minutes = { $minutes } 分
card-ai = AI 生成
card-varies = { $number } 番の絵のアレンジ
card-follows = 前の絵の続き
card-without = { $things } なし
card-from-picture = 元の絵あり
card-sample = { $prompt } の { $number } 番の絵

card-waiting = 順番を待っています。
card-place = { $place ->
    [1] 次が順番です。
   *[other] { $place } 番目に並んでいます。
}
card-painting = { $percent } %
card-ready = 完成予定 { $when }

card-alt-collage = AI が描いた 9 枚の絵。プロンプト：{ $prompt }
card-alt-sample = AI が描いた 9 枚のうち { $number } 番の絵。プロンプト：{ $prompt }
card-alt-caption = 絵の文字：{ $caption }

card-which-pick = どの絵をみんなに大きく見せますか？
card-which-vary = 次の 9 枚はどの絵に似せますか？
card-share-how = みんなに知らせよう：
card-delete-ask = ここでも、ほかに投稿した場所でも、絵は消えてもとに戻せません。削除しますか？

card-form-edit = プロンプトを変える
card-form-caption = 絵に文字を入れる
card-form-number = 絵
card-form-report = この絵を通報する
card-form-reason = 何が問題ですか？
card-form-text = くわしく（任意）
card-reason-harmful = 憎悪・暴力・残虐
card-reason-sexual = 性的
card-reason-person = 実在の人を悪く、または偽って見せている
card-reason-prejudice = 偏見をくり返している
card-reason-other = その他

card-favourite-added = お気に入りに入れました。
card-favourite-removed = お気に入りから外しました。
card-published = ショーケースに出しました：{ $link }
card-deleted = 絵を削除しました。
card-deleted-but = 絵を削除しました。{ $left } 件のメッセージには手が届かないので、自分で消してください。
card-reported = ありがとうございます。モデレーターが確認します。

card-gone = この絵は削除されました。
card-expired = 古い絵なので、もう残っていません。「もう一度」で新しく描けます。
card-no-pictures = これには絵がありません。
card-private = この絵はほかの人だけのものです。
card-not-yours = このサーバーでは、頼んだ人とモデレーターだけがこのボタンを押せます。ハートと「その他…」はだれでも使えます。
card-owners-only = これができるのは、頼んだ人とモデレーターだけです。
card-no-tokens = このモデルの絵はアレンジできません。
card-enough = この絵からはもう { $limit } 枚投稿しました。これで十分です。
card-too-late = もうキャンセルできません。
card-no-caption = 文字を入力してください。
card-no-reason = 何が問題かを選んでください。
card-reports-enough = 1 時間に { $sent } 件の通報を送りました。あとでもう一度どうぞ。
card-share-private = 非公開の絵はリンクでシェアできません。
card-publish-private = 非公開の絵は公開できません。
card-shown-already = もうショーケースにあります。
card-no-showcase = この絵を出せるショーケースがありません。サーバーの管理者は /{ commands-settings-name } でチャンネルを選べます。
card-showcase-gone = ショーケースのチャンネルがなくなっています。サーバーの管理者は /{ commands-settings-name } で選び直せます。
card-showcase-closed = #{ $channel } に絵を投稿する権限がありません。
card-showcase-age = この絵は年齢制限のあるチャンネルのもので、ショーケースには年齢制限がありません。
card-age = この絵は年齢制限のあるチャンネルのもので、ここには年齢制限がありません。
card-no-post = このメッセージは私の絵ではありません。

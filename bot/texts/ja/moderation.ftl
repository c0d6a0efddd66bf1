# /moderation でモデレーターが見るものと、異議を申し立てた人が読むもの。

moderation-title = モデレーション
moderation-title-all = 全サーバーのモデレーション
moderation-which = どの案件？
moderation-which-open = 未決の案件
moderation-which-mine = 自分が担当
moderation-which-appeals = 異議
moderation-empty-open = 決めることはありません。ゆっくりどうぞ。
moderation-empty-mine = 担当している案件はありません。
moderation-empty-appeals = 異議はありません。
moderation-waiting = { $count } 件
moderation-case = 案件 { $number }
moderation-kind-report = { $when }に通報
moderation-kind-review = { $when }、フィルターに迷い
moderation-kind-appeal = { $when }に異議
moderation-yours = ✋ { $until }まであなたが担当
moderation-theirs = ✋ { $until }まで{ $who }が担当
moderation-decided-upheld = 決定：正しかった
moderation-decided-dismissed = 決定：正しくなかった
moderation-decided-removed = 決定：すべての場所から削除
moderation-decided-moot = 決める前に画像が削除されました。
moderation-no-prompt = 依頼の内容は保存されていません。
moderation-no-picture = 画像はありません
moderation-someone = だれか
moderation-was-removed = モデレーターが削除した画像です。
moderation-filter = フィルターの判断：**{ $category }**、{ $score }（ポリシー { $policy }、バージョン { $version }）
moderation-more-reports = ほか { $count } 件の通報
moderation-appeal-says = { $who }：{ $text }

moderation-category-sexual = 性的
moderation-category-hate = 憎悪
moderation-category-harassment = 嫌がらせ
moderation-category-violence = 暴力
moderation-category-self_harm = 自傷
moderation-category-illegal = 犯罪
moderation-category-person_deception = 人物の偽ニュース
moderation-category-personal_data = 個人情報
moderation-category-sexual_minors = 未成年の性的な内容
moderation-category-own_words = このサーバーの禁止語

moderation-person = { $who } について：
moderation-person-clean = ここでは問題は知られていません。
moderation-person-refused = 拒否 { $count } 件
moderation-person-upheld = 認められた案件 { $count } 件
moderation-person-dismissed = 退けられた案件 { $count } 件
moderation-person-score = 疑わしさ { $score }
moderation-cause-upheld = 正しく通報された
moderation-cause-false = 誤って通報した
moderation-person-slowed = 次の依頼まで { $seconds } 秒待ち
moderation-person-paused = { $until }まで停止中
moderation-person-banned-here = ここでは{ $until }まで利用禁止
moderation-person-banned-everywhere = すべての場所で{ $until }まで利用禁止
moderation-noted = { $when }：{ $text }

moderation-claim = 担当する
moderation-uphold-report = 通報は正しい
moderation-uphold-review = フィルターが正しい
moderation-uphold-appeal = 異議は正しい
moderation-dismiss-report = 問題なし
moderation-dismiss-review = 問題なし
moderation-dismiss-appeal = 拒否のまま
moderation-remove = すべての場所から削除
moderation-ban = 利用禁止
moderation-unban = 禁止を解く
moderation-note = メモ
moderation-refresh = もう一度見る
moderation-look = 見る

moderation-form-remove = すべての場所から削除
moderation-form-ban = 利用禁止
moderation-form-note = メモ
moderation-form-uphold = 異議は正しい
moderation-form-dismiss = 拒否のまま
moderation-words-remove = 頼んだ人への一言（なくてもよい）
moderation-words-ban = 本人への一言（なくてもよい）
moderation-words-note = モデレーターだけが読みます
moderation-words-uphold = 本人への返事（なくてもよい）
moderation-words-dismiss = 本人への返事（なくてもよい）
moderation-days = 日数

moderation-done-claim = ✋ あなたの担当になりました。
moderation-done-uphold = ✅ 案件 { $number } を決定：正しかった
moderation-done-dismiss = ☁️ 案件 { $number } を決定：正しくなかった
moderation-done-remove = { $left ->
    [0] 🗑️ 画像はすべての場所から消えました。
   *[other] 🗑️ 画像は消えました。{ $left } 件のメッセージには手が届きません。お手数ですが削除してください。
}
moderation-done-ban = 🚫 { $until }まで利用禁止にしました。
moderation-done-unban = 🔓 また頼めるようになりました。
moderation-done-note = 📝 メモしました。

moderation-gone = その案件はありません。
moderation-taken = ほかのモデレーターが担当しています。
moderation-decided = もう決まっています。
moderation-own = あなたに関することです。ほかの人が決めてください。
moderation-no-pictures = 削除する画像はありません。
moderation-ban-days = 利用禁止は最長 { $limit } 日です。
moderation-too-long = { $limit } 文字までで書いてください。

moderation-words-many = 言葉や句は { $limit } 個まで、それぞれ { $chars } 文字までです。

moderation-alert-report = 🚩 画像が通報されました：**{ $category }**
moderation-alert-review = 🔎 フィルターが迷いながら通しました：**{ $category }**
moderation-alert-appeal = 🙋 拒否への異議があります：**{ $category }**

moderation-appeal = 異議を申し立てる
moderation-appeal-title = 異議
moderation-appeal-why = なぜ間違いだと思いますか？
moderation-appeal-help = モデレーターがこれと依頼の内容を読みます
moderation-appeal-sent = ありがとう。モデレーターが確認し、結果をお知らせします。
moderation-appeals-title = お断りしたもの
moderation-appeals-nothing = 異議を申し立てられるものはありません。
moderation-appeals-choose = 異議を申し立てるもの…
moderation-appeal-possible = 異議を申し立てられます
moderation-appeal-removed = モデレーターが削除。異議を申し立てられます
moderation-appeal-waiting = モデレーターの確認待ち
moderation-appeal-upheld = ✅ あなたが正しかった
moderation-appeal-dismissed = 拒否のまま
moderation-appeal-moot = もう決定は行われません
moderation-appeal-empty = なぜ間違いなのか書いてください。
moderation-appeal-none = それには異議を申し立てられません。
moderation-appealed = もう異議を申し立てています。
moderation-appeals-enough = 1日に { $limit } 件の異議を申し立てました。明日また試してね。
moderation-removed = あなたが頼んだ画像をモデレーターが削除しました：
moderation-outcome-upheld = 異議が認められました。断るべきではありませんでした。もう不利には数えません。
moderation-outcome-dismissed = モデレーターが異議を確認しました。拒否のままです：
moderation-outcome-moot = この異議について決定は行われません：
moderation-outcome-passes = もう一度頼めます。

# Lists of pictures (history, favourites, gallery, the best), cards shown again, prompts by chance.

library-history-title = あなたの画像
library-favourites-title = お気に入り
library-gallery-title = { $server } のギャラリー
library-history-empty = まだ何もありません。/{ commands-draw-name } で描いてみましょう！
library-favourites-empty = お気に入りはまだありません。気に入った画像の下のハートを押してください。
library-gallery-empty = まだ何もありません。公開されたり気に入られたりした画像がここに並びます。
library-votes = ❤️ { $votes }
library-private = あなただけに表示
library-expired = 画像は古くなったため削除されました。
library-newer = 新しい方へ
library-older = 古い方へ
library-open = もう一度表示する…
library-delete = 削除する…
library-changed = このページには何も残っていません。

library-best-day = この24時間のベスト
library-best-week = この7日間のベスト
library-best-month = この30日間のベスト
library-best-all = 歴代ベスト
library-best-empty = この期間に気に入られた画像はありません。気に入った画像の下のハートを押してください！

library-unknown-job = 表示できる依頼が見つかりません。一覧から自分の依頼を選んでください。

library-random-title = これはどうですか？
library-random-draw = 描く
library-random-another = 別の案

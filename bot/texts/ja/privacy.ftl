# What is stored about a person, and how it goes.

privacy-export = Nonet があなたについて保存している内容です。`data.json` には依頼、投票、通報、拒否されたプロンプト、設定が入っています。画像は新しいものから、ファイルに入るだけ含まれます。

privacy-delete-sure = **Nonet が保存しているあなたのデータをすべて削除しますか？**
    完全に消えるもの：プロンプトと画像を含む依頼、届く範囲のすべてのチャンネルの投稿、お気に入りと投票、通報。
    残るもの：利用停止の設定（している場合）、続いている間の利用禁止と、断られた依頼が多かったこと、利用枠のため1時間だけ「依頼があった」という記録（内容は残りません）、そしてモデレーターのため「拒否や通報があった」という記録（誰の何かは残りません）。
privacy-delete-yes = すべて削除
privacy-delete-no = 削除しない
privacy-kept = 何も削除していません。
privacy-begun = すべて削除しています…
privacy-deleting = データは消えました。次は投稿です：{ $done } / { $total }…
privacy-deleted = { $removed ->
    [0] すべて削除しました。消す投稿はありませんでした。
   *[other] 投稿 { $removed } 件を含め、すべて削除しました。
}
privacy-posts-left = { $left } 件の投稿はもう手の届かない場所にあります。可能ならご自分で削除してください。

privacy-opted-out = これから Nonet はあなたの依頼を受け付けず、メンションにも答えません。保存されたものは /{ commands-privacy-name } { commands-privacy-delete-name } まで残ります。/{ commands-privacy-name } { commands-privacy-optin-name } で戻れます。
privacy-opted-in = おかえりなさい！Nonet はまたあなたの依頼を受け付けます。

asking-form-title = 何を描く？
asking-form-prompt = プロンプト
asking-form-prompt-example = 月に置かれたアボカドの椅子
asking-form-style = スタイル
asking-form-no-style = スタイルなし
asking-form-top = 上のミーム文字
asking-form-bottom = 下のミーム文字

asking-reading = プロンプトを読んでいます…
asking-help = 見たいもの（たとえば「月に置かれたアボカドの椅子」）と一緒にメンションしてくれたら、9枚の絵にするよ。結果に返信して、言葉を足しながらメンションすると描き直せるよ。`/draw` ならもっといろいろできるよ。
asking-no-words = このメッセージには絵にできる言葉がないみたい。
asking-amend-private = その絵は非公開だよ。変えられるのは頼んだ本人だけ。
asking-amend-not-yours = このサーバーでは、絵を変えられるのは頼んだ本人とモデレーターだけだよ。

asking-cancelled = キャンセルしました。
asking-posted-below = お待たせ！絵はこちら：{ $link }
asking-sent-private = { $channel } で自分だけに見えるように頼まれた絵だよ。時間がかかりすぎて、あちらではもう見せられなかったんだ。
asking-sent-in-person = { $channel } で頼まれた絵だけど、あちらにはもう投稿できないんだ。

asking-place-view-channel = 描くには、ここで「**チャンネルを見る**」権限が必要だよ。
asking-place-send-messages = 描くには、ここで「**メッセージを送信**」権限が必要だよ。
asking-place-send-messages-in-threads = 描くには、ここで「**スレッドでメッセージを送信**」権限が必要だよ。
asking-place-attach-files = 描くには、ここで「**ファイルを添付**」権限が必要だよ。
asking-place-read-message-history = 描くには、ここで「**メッセージ履歴を読む**」権限が必要だよ。
asking-place-locked = このスレッドはロックされているから、絵を投稿できないよ。

asking-form-title = 何を描きますか？
asking-form-prompt = プロンプト
asking-form-prompt-example = 月に置かれたアボカドの椅子
asking-form-style = スタイル
asking-form-no-style = スタイルなし
asking-form-top = 上のミーム文字
asking-form-bottom = 下のミーム文字

asking-reading = プロンプトを読んでいます…
asking-help = 見たいもの（たとえば「月に置かれたアボカドの椅子」）と一緒にメンションすると、9枚の絵にします。結果に返信して、言葉を足しながらメンションすると描き直せます。`/{ commands-draw-name }` ならもっといろいろできます。
asking-no-words = このメッセージには絵にできる言葉がないようです。
asking-amend-private = その絵は非公開です。変えられるのは頼んだ本人だけです。
asking-amend-not-yours = このサーバーでは、絵を変えられるのは頼んだ本人とモデレーターだけです。

asking-cancelled = キャンセルしました。
asking-posted-below = お待たせしました！絵はこちら：{ $link }
asking-sent-private = { $channel } で自分だけに見えるように頼まれた絵です。時間がかかりすぎて、あちらではもう見せられませんでした。
asking-sent-in-person = { $channel } で頼まれた絵ですが、あちらにはもう投稿できません。

asking-place-view-channel = 描くには、ここで「**チャンネルを見る**」権限が必要です。
asking-place-send-messages = 描くには、ここで「**メッセージを送信**」権限が必要です。
asking-place-send-messages-in-threads = 描くには、ここで「**スレッドでメッセージを送信**」権限が必要です。
asking-place-attach-files = 描くには、ここで「**ファイルを添付**」権限が必要です。
asking-place-read-message-history = 描くには、ここで「**メッセージ履歴を読む**」権限が必要です。
asking-place-locked = このスレッドはロックされているから、絵を投稿できません。
asking-form-without = 描いてほしくないもの
asking-picture-alone = 絵には、それをどうするかを伝えるプロンプトが必要です。
asking-picture-lost = Discordから絵を受け取れませんでした。もう一度試してね。
asking-prefer-title = いつもの好み
asking-prefer-spoiler = ネタバレ表示
asking-prefer-spoiler-usual = サーバーの設定どおり
asking-prefer-spoiler-on = 自分の絵をいつも隠す
asking-prefer-spoiler-off = そのまま表示する
asking-prefer-saved = これからは、特に指定しないかぎり:
asking-prefer-nothing = 好みの設定はありません。すべていつもどおりです。

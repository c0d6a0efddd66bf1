# Names and texts of /moderation and /appeal.
commands-moderation-name = モデレーション
commands-moderation-description = このサーバーの通報や拒否を確認する
commands-appeal-name = 異議
commands-appeal-description = 拒否が間違いだと伝える

commands-draw-name = 描く
commands-draw-description = 思いついたものを9枚の絵に
commands-draw-prompt-name = プロンプト
commands-draw-prompt-description = 描くもの。空欄ならフォームが開きます
commands-draw-style-name = スタイル
commands-draw-style-description = どんな見た目にするか
commands-draw-seed-name = シード
commands-draw-seed-description = 同じ数字なら同じ絵になります
commands-draw-model-name = モデル
commands-draw-model-description = 誰が描くか
commands-draw-private-name = 非公開
commands-draw-private-description = 絵を自分だけに表示する
commands-draw-spoiler-name = スポイラー
commands-draw-spoiler-description = クリックされるまで絵を隠す

commands-draw-this-name = これを描く

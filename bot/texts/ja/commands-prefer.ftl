commands-prefer-name = 好み
commands-prefer-description = いつもの画風と、見たくないものを選ぶ

# 今日のプロンプトへの提案。
suggestion-limit = あなたの提案が{ $limit }件、まだ審査待ちです。どれかが決まったら、また提案してください。
suggestion-gone = この提案はもうありません。
suggestion-no-schedule = その「今日のプロンプト」はもうありません。
suggestion-list-full = リストがいっぱいです({ $limit }件まで)。先に1件外してください。

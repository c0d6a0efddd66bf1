twitter-reply = 「{ $prompt }」AIが描きました（シード { $seed }）
twitter-best = みんなのお気に入り：「{ $prompt }」AIが描きました（シード { $seed }）
twitter-daily = 今日のお題：「{ $prompt }」AIが描きました（シード { $seed }）
twitter-refused = ごめんなさい、それは描けません。ほかのものを試してみてね！

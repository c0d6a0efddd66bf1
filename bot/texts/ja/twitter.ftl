twitter-reply = 「{ $prompt }」 AIが描きました(シード { $seed })
twitter-best = みんなのお気に入り:「{ $prompt }」 AIが描きました(シード { $seed })
twitter-refused = ごめんなさい、それは描けません。ほかのものを試してみてね!
twitter-alt = 3×3に並んだ9枚の絵。AIが次の言葉から描きました: { $prompt }

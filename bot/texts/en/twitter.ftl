# On X, with the pictures, in reply to a mention. $seed is a number that paints the same pictures again.
twitter-reply = “{ $prompt }”, painted by AI (seed { $seed })
# On X, with pictures that Nonet posts by itself: because they were liked, or as those of the day.
twitter-best = People liked this one: “{ $prompt }”, painted by AI (seed { $seed })
twitter-daily = Prompt of the day: “{ $prompt }”, painted by AI (seed { $seed })
# On X, to someone who asked for something that is not painted, if the operator wants that to be said.
twitter-refused = Sorry, I can't paint that one. Try something else!

twitter-reply = „{ $prompt }“, gemalt von KI (Seed { $seed })
twitter-best = Das hier hat vielen gefallen: „{ $prompt }“, gemalt von KI (Seed { $seed })
twitter-daily = Prompt des Tages: „{ $prompt }“, gemalt von KI (Seed { $seed })
twitter-refused = Das kann ich leider nicht malen. Versuch etwas anderes!

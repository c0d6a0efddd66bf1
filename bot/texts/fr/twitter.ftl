twitter-reply = « { $prompt } », peint par une IA (graine { $seed })
twitter-best = Celle-ci a beaucoup plu : « { $prompt } », peint par une IA (graine { $seed })
twitter-daily = Le prompt du jour : « { $prompt } », peint par une IA (graine { $seed })
twitter-refused = Désolé, je ne peux pas peindre ça. Essaie autre chose !

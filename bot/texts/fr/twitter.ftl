twitter-reply = « { $prompt } », peint par une IA (graine { $seed })
twitter-best = Celle-ci a beaucoup plu : « { $prompt } », peint par une IA (graine { $seed })
twitter-refused = Désolé, je ne peux pas peindre ça. Essaie autre chose !
twitter-alt = Neuf images en grille, peintes par une IA d’après le texte : { $prompt }

twitter-reply = “{ $prompt }”, pintado por IA (semente { $seed })
twitter-best = O pessoal gostou desta: “{ $prompt }”, pintado por IA (semente { $seed })
twitter-refused = Desculpe, essa eu não consigo pintar. Tente outra coisa!
twitter-alt = Nove imagens em uma grade, pintadas por IA a partir do texto: { $prompt }

twitter-reply = “{ $prompt }”, pintado por IA (semente { $seed })
twitter-best = O pessoal gostou desta: “{ $prompt }”, pintado por IA (semente { $seed })
twitter-daily = O prompt do dia: “{ $prompt }”, pintado por IA (semente { $seed })
twitter-refused = Desculpe, essa eu não consigo pintar. Tente outra coisa!

twitter-reply = «{ $prompt }», pintado por IA (semilla { $seed })
twitter-best = Esta gustó mucho: «{ $prompt }», pintado por IA (semilla { $seed })
twitter-daily = El prompt del día: «{ $prompt }», pintado por IA (semilla { $seed })
twitter-refused = Lo siento, eso no lo puedo pintar. ¡Prueba con otra cosa!

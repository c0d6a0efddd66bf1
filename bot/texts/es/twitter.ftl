twitter-reply = «{ $prompt }», pintado por IA (semilla { $seed })
twitter-best = Esta gustó mucho: «{ $prompt }», pintado por IA (semilla { $seed })
twitter-refused = Lo siento, eso no lo puedo pintar. ¡Prueba con otra cosa!
twitter-alt = Nueve imágenes en una cuadrícula, pintadas por IA a partir del texto: { $prompt }

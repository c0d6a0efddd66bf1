# Lists of pictures (history, favourites, gallery, the best), cards shown again, prompts by chance.

library-history-title = Suas imagens
library-favourites-title = Seus favoritos
library-gallery-title = Galeria de { $server }
library-history-empty = Ainda não há nada aqui. Desenhe algo com /{ commands-draw-name }!
library-favourites-empty = Ainda não há favoritos. Aperte o coração embaixo das imagens de que você gosta.
library-gallery-empty = Ainda não há nada aqui. As imagens aparecem quando alguém as publica ou gosta delas.
library-votes = ❤️ { $votes }
library-private = só para você
library-expired = As imagens eram antigas demais e foram removidas.
library-newer = Mais novas
library-older = Anteriores
library-open = Mostrar uma de novo…
library-delete = Apagar uma…
library-changed = Não sobrou nada nesta página.

library-best-day = O melhor das últimas 24 horas
library-best-week = O melhor dos últimos sete dias
library-best-month = O melhor dos últimos 30 dias
library-best-all = O melhor de todos os tempos
library-best-empty = Ninguém gostou de nada nesse tempo. Aperte o coração embaixo das imagens de que você gosta!

library-unknown-job = Não existe um pedido assim que você possa mostrar. Escolha um dos seus na lista.

library-random-title = Que tal isto?
library-random-draw = Desenhar
library-random-another = Outra ideia

# Names and texts of commands about pictures that exist, and of /random.

commands-history-name = histórico
commands-history-description = Veja suas próprias imagens
commands-favourites-name = favoritos
commands-favourites-description = Veja as imagens de que você gosta
commands-gallery-name = galeria
commands-gallery-description = Veja as imagens deste servidor
commands-best-name = melhores
commands-best-description = Veja do que este servidor mais gosta
commands-best-period-name = período
commands-best-period-description = Até quando olhar para trás
commands-best-period-choice-day = as últimas 24 horas
commands-best-period-choice-week = os últimos sete dias
commands-best-period-choice-month = os últimos 30 dias
commands-best-period-choice-all = todos os tempos
commands-show-name = mostrar
commands-show-description = Mostre imagens de novo, neste canal
commands-show-job-name = pedido
commands-show-job-description = Quais
commands-random-name = aleatório
commands-random-description = Receba uma ideia do que desenhar

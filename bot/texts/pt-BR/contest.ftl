# Contests around the prompt of the day, and what parties have in common with them.

contest-heading = 🗓️ Prompt do dia
contest-title = 🗳️ Qual é a melhor?
contest-ask = Aperte o número da imagem de que você mais gosta. Dá para mudar de ideia até o fim.
contest-how-thread = Remixes participam: desenhe neste tópico ou aperte “{ card-again }”, “{ card-vary }” ou “{ card-edit }” acima.
contest-how-card = Remixes participam: aperte “{ card-again }”, “{ card-vary }” ou “{ card-edit }” abaixo das imagens.
contest-vote-for-this = Votar nesta
contest-choose = Vote em uma participação…
contest-no-entries = Ainda não há participações
contest-over = Os votos foram contados.
contest-votes = { $votes ->
    [0] nenhum voto ainda
    [one] { $votes } voto
   *[other] { $votes } votos
}
contest-entries = { $entries ->
    [0] nenhuma participação
    [one] { $entries } participação
   *[other] { $entries } participações
}
contest-closes = termina { $when }

contest-voted-sample = Seu voto é para a imagem { $number }.
contest-voted-entry = Seu voto é para a participação de { $who }.
contest-may-change = Você pode mudar; a votação termina { $when }.
contest-voted-before = Já era assim; a votação termina { $when }.
contest-late = Tarde demais: os votos já foram contados.
contest-own = Esta participação é sua: quem vota nela são os outros. Você pode retirá-la.
contest-kept-out = Seu voto não contaria: você está banido aqui ou pediu que o Nonet deixe você em paz.
contest-gone = Não dá mais para votar nisto.
contest-take-out = Retirar
contest-taken-out = Sua participação saiu. As imagens ficam onde estão.
contest-not-yours = Só quem enviou pode retirar.

contest-results = Resultado
contest-someone = alguém
contest-sample = Imagem { $number }
contest-no-votes = Desta vez ninguém votou.
contest-winners-gone = As imagens vencedoras foram apagadas.
contest-more = …e mais { $more }.
contest-streak = 🔥 { $who } participou { $length } vezes seguidas!
contest-alt-podium = As imagens vencedoras com medalhas, pintadas por uma IA: { $prompts }
contest-role-given = { $who } fica com o cargo { $role } até a próxima vitória.
contest-role-gone = -# O cargo de quem vence não existe mais.
contest-role-barred = -# Não consigo dar { $role }: preciso da permissão “Gerenciar cargos” e de um cargo acima dele.

contest-board = Classificação
contest-board-month = Classificação dos últimos 30 dias
contest-board-all = Classificação de todos os tempos
contest-period-month = 30 dias
contest-period-all = Todos os tempos
contest-board-empty = Ninguém venceu nesse tempo. Participe com um remix e vote!
contest-board-you = Você: { $facts }
contest-board-nothing = nada ainda, mas hoje é um bom dia para começar
contest-board-hidden = Os outros não veem você aqui. Mude isso com /{ commands-potd-name } { commands-potd-optin-name }.
contest-wins = { $wins ->
    [one] { $wins } vitória
   *[other] { $wins } vitórias
}
contest-podiums = { $podiums ->
    [one] { $podiums } pódio
   *[other] { $podiums } pódios
}
contest-in-a-row = 🔥 { $length } seguidas
contest-longest = melhor sequência { $length }
contest-badge-champion = dez vitórias
contest-badge-winner = a primeira vitória
contest-badge-podium = dez vezes no pódio
contest-badge-month = participou 30 vezes seguidas
contest-badge-week = participou sete vezes seguidas
contest-badge-regular = participou três vezes seguidas

contest-channel-gone = O canal não existe mais ou não aceita mensagens.
contest-alert-slot = O prompt do dia “{ $name }” não foi publicado em { $channel }: { $reason }
contest-alert-thread = Não posso abrir tópicos em { $channel }, então o prompt do dia “{ $name }” fica sem. Preciso da permissão “Criar tópicos públicos” ali.

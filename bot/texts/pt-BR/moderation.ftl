# O que os moderadores veem em /moderation e o que lê quem recorre.

moderation-title = Moderação
moderation-title-all = Moderação de todos os servidores
moderation-which = Quais casos?
moderation-which-open = Casos abertos
moderation-which-mine = Os meus
moderation-which-appeals = Recursos
moderation-empty-open = Nada para decidir. Aproveite o sossego.
moderation-empty-mine = Você não pegou nenhum caso.
moderation-empty-appeals = Ninguém recorreu.
moderation-waiting = { $count ->
    [one] { $count } caso aqui
   *[other] { $count } casos aqui
}
moderation-case = caso { $number }
moderation-kind-report = denunciado { $when }
moderation-kind-review = o filtro tem dúvidas, { $when }
moderation-kind-appeal = recurso, { $when }
moderation-yours = ✋ Seu até { $until }
moderation-theirs = ✋ { $who } cuida disso até { $until }
moderation-decided-upheld = Decidido: estava certo.
moderation-decided-dismissed = Decidido: não estava certo.
moderation-decided-removed = Decidido: removido em todo lugar.
moderation-decided-moot = As imagens foram apagadas antes de alguém decidir.
moderation-no-prompt = O que foi pedido não fica guardado.
moderation-no-picture = sem imagens (mais)
moderation-someone = alguém
moderation-was-removed = Os moderadores tinham removido estas imagens.
moderation-filter = O filtro diz **{ $category }**, { $score } (política { $policy }, versão { $version })
moderation-more-reports = { $count ->
    [one] e mais { $count } denúncia
   *[other] e mais { $count } denúncias
}
moderation-appeal-says = { $who } diz: { $text }

moderation-category-sexual = Sexual
moderation-category-hate = Ódio
moderation-category-harassment = Assédio
moderation-category-violence = Violência
moderation-category-self_harm = Automutilação
moderation-category-illegal = Crimes
moderation-category-person_deception = Notícia falsa de alguém
moderation-category-personal_data = Dados particulares
moderation-category-sexual_minors = Sexual, com menores
moderation-category-own_words = Palavras deste servidor

moderation-person = Sobre { $who }:
moderation-person-clean = nada consta contra a pessoa aqui.
moderation-person-refused = { $count ->
    [one] { $count } recusa
   *[other] { $count } recusas
}
moderation-person-upheld = { $count ->
    [one] { $count } caso decidido contra a pessoa
   *[other] { $count } casos decididos contra a pessoa
}
moderation-person-dismissed = { $count ->
    [one] { $count } caso descartado
   *[other] { $count } casos descartados
}
moderation-person-score = suspeita { $score }
moderation-cause-upheld = denunciado com razão
moderation-cause-false = denunciou sem razão
moderation-person-slowed = espera { $seconds } s entre pedidos
moderation-person-paused = em pausa até { $until }
moderation-person-banned-here = banida daqui até { $until }
moderation-person-banned-everywhere = banida de todo lugar até { $until }
moderation-noted = { $when }: { $text }

moderation-claim = Eu cuido
moderation-uphold-report = A denúncia está certa
moderation-uphold-review = O filtro está certo
moderation-uphold-appeal = O recurso está certo
moderation-dismiss-report = Inofensivo
moderation-dismiss-review = Inofensivo
moderation-dismiss-appeal = Continua recusado
moderation-remove = Remover em todo lugar
moderation-ban = Banir
moderation-unban = Desbanir
moderation-note = Nota
moderation-refresh = Olhar de novo
moderation-look = Ver

moderation-form-remove = Remover em todo lugar
moderation-form-ban = Banir
moderation-form-note = Nota
moderation-form-uphold = O recurso está certo
moderation-form-dismiss = Continua recusado
moderation-words-remove = Uma frase para a pessoa (ou nada)
moderation-words-ban = Uma frase para a pessoa (ou nada)
moderation-words-note = Só moderadores leem
moderation-words-uphold = Uma resposta para a pessoa (ou nada)
moderation-words-dismiss = Uma resposta para a pessoa (ou nada)
moderation-days = Dias

moderation-done-claim = ✋ Agora é seu.
moderation-done-uphold = ✅ O caso { $number } está decidido: estava certo.
moderation-done-dismiss = ☁️ O caso { $number } está decidido: não estava certo.
moderation-done-remove = { $left ->
    [0] 🗑️ As imagens sumiram, em todo lugar.
    [one] 🗑️ As imagens sumiram. Não alcanço uma mensagem; apague você, por favor.
   *[other] 🗑️ As imagens sumiram. Não alcanço { $left } mensagens; apague você, por favor.
}
moderation-done-ban = 🚫 Banido até { $until }.
moderation-done-unban = 🔓 A pessoa pode pedir de novo.
moderation-done-note = 📝 Anotado.

moderation-gone = Esse caso não existe.
moderation-taken = Outra pessoa da moderação está cuidando disso.
moderation-decided = Isso já foi decidido.
moderation-own = É sobre você. Outra pessoa precisa decidir.
moderation-no-pictures = Não há imagens para remover.
moderation-ban-days = Um banimento dura até { $limit } dias.
moderation-too-long = É preciso escrever algo, no máximo { $limit } caracteres.

moderation-words-many = Pode haver { $limit } palavras ou expressões, de { $chars } caracteres cada.

moderation-alert-report = 🚩 Alguém denunciou imagens: **{ $category }**
moderation-alert-review = 🔎 O filtro deixou passar algo, com dúvidas: **{ $category }**
moderation-alert-appeal = 🙋 Alguém recorre de uma recusa: **{ $category }**

moderation-appeal = Recorrer
moderation-appeal-title = Recurso
moderation-appeal-why = Por que foi um engano?
moderation-appeal-help = Os moderadores leem isto e o seu texto
moderation-appeal-sent = Obrigado. A moderação vai olhar, e eu conto como terminou.
moderation-appeals-title = O que recusei a você
moderation-appeals-nothing = Nada de que você possa recorrer.
moderation-appeals-choose = Recorrer de…
moderation-appeal-possible = você pode recorrer
moderation-appeal-removed = removido pelos moderadores; você pode recorrer
moderation-appeal-waiting = espera a moderação
moderation-appeal-upheld = ✅ você tinha razão
moderation-appeal-dismissed = continua recusado
moderation-appeal-moot = ninguém decide mais
moderation-appeal-empty = Diga, por favor, por que foi um engano.
moderation-appeal-none = Disso não dá para recorrer.
moderation-appealed = Você já recorreu disso.
moderation-appeals-enough = Você recorreu { $limit } vezes em um dia. Tente de novo amanhã.
moderation-removed = Os moderadores removeram imagens que você pediu:
moderation-outcome-upheld = Seu recurso estava certo: isso não devia ter sido recusado. Não conta mais contra você.
moderation-outcome-dismissed = A moderação olhou o seu recurso. Continua recusado:
moderation-outcome-moot = Ninguém decide mais sobre o seu recurso:
moderation-outcome-passes = Você pode pedir de novo.

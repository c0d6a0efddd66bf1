# O que dizem os cartões, seus botões e formulários, e o que se responde depois de um clique.

card-pick = Escolha uma imagem…
card-pick-option = Imagem { $number }
card-where-1 = em cima, à esquerda
card-where-2 = em cima, no meio
card-where-3 = em cima, à direita
card-where-4 = no meio, à esquerda
card-where-5 = bem no meio
card-where-6 = no meio, à direita
card-where-7 = embaixo, à esquerda
card-where-8 = embaixo, no meio
card-where-9 = embaixo, à direita

card-vary = Variar
card-again = De novo
card-edit = Editar
card-more = Mais…
card-caption = Legenda
card-share = Compartilhar
card-publish = Pôr na vitrine
card-download = Baixar
card-report = Denunciar
card-delete = Excluir
card-erase = Excluir de vez
card-keep = Manter
card-cancel = Cancelar
card-original = Original
card-web-page = Página na web

card-seed = semente `{ $seed }`
card-took-seconds = { $seconds } s
card-took-minutes = { $minutes } min
card-ai = gerado por IA
card-varies = uma variação da imagem { $number }
card-follows = continua um anterior
card-without = sem { $things }
card-from-picture = a partir de uma imagem
card-sample = Imagem { $number } de { $prompt }

card-waiting = Esperando a vez.
card-place = { $place ->
    [1] É o próximo da fila.
   *[other] Número { $place } na fila.
}
card-painting = { $percent } %
card-ready = pronto { $when }

card-alt-collage = Nove imagens em grade, pintadas por IA a partir de: { $prompt }
card-alt-sample = Imagem { $number } de nove, pintada por IA a partir de: { $prompt }
card-alt-caption = A legenda diz: { $caption }

card-which-pick = Qual delas todo mundo deve ver de perto?
card-which-vary = Com qual as próximas nove devem se parecer?
card-share-how = Conte para os outros:
card-delete-ask = As imagens vão sumir, aqui e onde mais foram postadas, e ninguém pode trazê-las de volta. Excluir?

card-form-edit = Mudar o prompt
card-form-caption = Escrever em uma imagem
card-form-number = Imagem
card-form-report = Denunciar estas imagens
card-form-reason = O que há de errado com elas?
card-form-text = Com suas palavras
card-reason-harmful = Ódio, violência ou crueldade
card-reason-sexual = Conteúdo sexual
card-reason-person = Mostra mal ou falsamente uma pessoa real
card-reason-prejudice = Repete um preconceito
card-reason-other = Outra coisa

card-favourite-added = Agora é uma das suas favoritas.
card-favourite-removed = Não é mais uma das suas favoritas.
card-published = Está na vitrine: { $link }
card-deleted = As imagens foram excluídas.
card-deleted-but = { $left ->
    [one] As imagens foram excluídas. Uma mensagem está fora do meu alcance; exclua você, por favor.
   *[other] As imagens foram excluídas. { $left } mensagens estão fora do meu alcance; exclua você, por favor.
}
card-reported = Obrigado. A moderação vai olhar.

card-gone = Estas imagens foram excluídas.
card-expired = Estas imagens são antigas demais e foram removidas. “De novo” pinta outras.
card-no-pictures = Não há imagens deste pedido.
card-private = Estas imagens são só para outra pessoa.
card-not-yours = Neste servidor, só quem pediu e a moderação podem usar estes botões. O coração e “Mais…” são para todo mundo.
card-owners-only = Só quem pediu e a moderação podem fazer isso.
card-no-tokens = As imagens deste modelo não podem ser variadas.
card-enough = Você já postou { $limit } imagens deste pedido. Já está bom.
card-too-late = É tarde demais para cancelar.
card-no-caption = Uma legenda precisa de algumas palavras.
card-no-reason = Escolha o que há de errado.
card-reports-enough = Você enviou { $sent } denúncias em uma hora. Tente de novo mais tarde.
card-share-private = Imagens privadas não podem ser compartilhadas por link.
card-publish-private = Imagens privadas continuam privadas.
card-shown-already = Já está na vitrine.
card-no-showcase = Não há vitrine para estas imagens. Quem gerencia o servidor pode escolher um canal com /{ commands-settings-name }.
card-showcase-gone = O canal da vitrine não existe mais. Quem gerencia o servidor pode escolher outro com /{ commands-settings-name }.
card-showcase-closed = Não posso postar imagens em #{ $channel }.
card-showcase-age = Estas imagens são de um canal com restrição de idade, e a vitrine não tem.
card-age = Estas imagens são de um canal com restrição de idade, e este não tem.
card-no-post = Esta mensagem não é nenhuma das minhas imagens.

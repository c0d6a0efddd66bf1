asking-form-title = O que você quer que eu pinte?
asking-form-prompt = Prompt
asking-form-prompt-example = uma poltrona de abacate na lua
asking-form-style = Estilo
asking-form-no-style = Sem estilo
asking-form-top = Texto de meme em cima
asking-form-bottom = Texto de meme embaixo

asking-reading = Lendo seu prompt…
asking-help = Me mencione com o que você quer ver, como “uma poltrona de abacate na lua”, e eu pinto nove vezes. Responda a um dos meus resultados e me mencione com mais palavras para mudá-lo. Com `/{ commands-draw-name }` dá para fazer ainda mais.
asking-no-words = Não há palavras nesta mensagem que eu possa pintar.
asking-amend-private = Essa imagem é privada; só quem pediu pode mudá-la.
asking-amend-not-yours = Neste servidor, só quem pediu uma imagem e os moderadores podem mudá-la.

asking-cancelled = Cancelado.
asking-posted-below = Demorou um pouco. Aqui estão suas imagens: { $link }
asking-sent-private = Você pediu isto em { $channel }, só para você. Demorou tanto que não deu mais para mostrar lá.
asking-sent-in-person = Você pediu isto em { $channel }, mas não posso mais postar lá.

asking-place-view-channel = Antes de pintar, preciso da permissão **Ver canal** aqui.
asking-place-send-messages = Antes de pintar, preciso da permissão **Enviar mensagens** aqui.
asking-place-send-messages-in-threads = Antes de pintar, preciso da permissão **Enviar mensagens em tópicos** aqui.
asking-place-attach-files = Antes de pintar, preciso da permissão **Anexar arquivos** aqui.
asking-place-read-message-history = Antes de pintar, preciso da permissão **Ver histórico de mensagens** aqui.
asking-place-locked = Este tópico está trancado, então eu não conseguiria postar as imagens nele.
asking-form-without = O que não deve aparecer
asking-picture-alone = Uma imagem precisa de um prompt que diga o que fazer com ela.
asking-picture-lost = O Discord não me entregou a imagem. Tente de novo.
asking-prefer-title = O que você costuma querer?
asking-prefer-spoiler = Spoiler
asking-prefer-spoiler-usual = Como o servidor escolheu
asking-prefer-spoiler-on = Sempre cobrir minhas imagens
asking-prefer-spoiler-off = Mostrar abertamente
asking-prefer-saved = De agora em diante, a menos que você diga outra coisa:
asking-prefer-nothing = Você não tem preferências agora: tudo fica como de costume.

# Por que um pedido não vira um trabalho, ou um trabalho não vira imagens.
error-nets = O filtro de conteúdo está fora do ar agora, e sem ele não pinto nada. Tente de novo daqui a um minuto.
error-storage = O Nonet não consegue guardar nada agora. Tente de novo daqui a pouco.
error-channel-denied = Não dá para pedir imagens neste canal. Tente em outro.
error-model = Não conheço esse modelo. Tenho: { $models }.
error-style = Não conheço esse estilo. Tenho: { $styles }.
error-parent-gone = A imagem de que você quer partir não existe mais. Peça de novo primeiro.
error-vary-model = Esta imagem não pode ser variada: o modelo dela não guarda o que é preciso.
error-picture-large = Esta imagem é grande demais: aceito até { $limit } MB.
error-picture-unread = Não consigo ler esta imagem. PNG, JPEG ou WebP servem.
error-picture-refused = Não posso continuar a partir desta imagem.
error-picture-unjudged = Não consegui verificar esta imagem, então não posso continuar a partir dela. Tente mais tarde.
error-prompt-empty = Não há nada para pintar aqui. Descreva uma imagem em poucas palavras.
error-prompt-long = Seu texto tem { $chars } caracteres; aceito até { $limit }.
error-seed = Uma semente é um número inteiro de 0 a { $highest }.
error-caption-long = Sua legenda tem { $chars } caracteres; aceito até { $limit }.
error-caption-letters = Ainda não consigo escrever { $letters } na imagem. Letras latinas, gregas e cirílicas, números, pontuação e emojis funcionam.
error-caption-small =
    { $chars ->
        [one] Esta imagem é pequena demais para uma legenda.
       *[other] Esta imagem é pequena demais para uma legenda de { $chars } caracteres.
    }

error-quota-waiting =
    { $limit ->
        [one] Você já tem um pedido em andamento. Peça de novo quando ele terminar.
       *[other] Você já tem { $limit } pedidos em andamento. Peça de novo quando um terminar.
    }
error-quota-hour =
    { $minutes ->
        [one] Foi muito para uma hora ({ $limit }). Peça de novo em { $minutes } minuto.
       *[other] Foi muito para uma hora ({ $limit }). Peça de novo em { $minutes } minutos.
    }
error-quota-slowed =
    { $seconds ->
        [one] Muito do que você pediu foi recusado ultimamente. Peça de novo em { $seconds } segundo.
       *[other] Muito do que você pediu foi recusado ultimamente. Peça de novo em { $seconds } segundos.
    }
error-quota-channel-cooldown =
    { $seconds ->
        [one] Calma: neste canal você pode pedir de novo em { $seconds } segundo.
       *[other] Calma: neste canal você pode pedir de novo em { $seconds } segundos.
    }
error-quota-server-cooldown =
    { $seconds ->
        [one] Calma: neste servidor você pode pedir de novo em { $seconds } segundo.
       *[other] Calma: neste servidor você pode pedir de novo em { $seconds } segundos.
    }
error-quota-channel-waiting =
    { $limit ->
        [one] Este canal já tem um pedido em andamento. Peça de novo quando ele terminar.
       *[other] Este canal já tem { $limit } pedidos em andamento. Peça de novo quando um terminar.
    }
error-quota-channel-hour =
    { $minutes ->
        [one] Este canal já teve suas imagens desta hora ({ $limit }). Peça de novo em { $minutes } minuto.
       *[other] Este canal já teve suas imagens desta hora ({ $limit }). Peça de novo em { $minutes } minutos.
    }
error-quota-server-waiting =
    { $limit ->
        [one] Este servidor já tem um pedido em andamento. Peça de novo quando ele terminar.
       *[other] Este servidor já tem { $limit } pedidos em andamento. Peça de novo quando um terminar.
    }
error-quota-server-hour =
    { $minutes ->
        [one] Este servidor já teve suas imagens desta hora ({ $limit }). Peça de novo em { $minutes } minuto.
       *[other] Este servidor já teve suas imagens desta hora ({ $limit }). Peça de novo em { $minutes } minutos.
    }
error-quota-queue = A fila está cheia agora. Peça de novo em alguns minutos.

error-refused-opt-out = Você pediu ao Nonet que deixasse você em paz. Volte atrás se quiser imagens.
error-refused-ban = Você não pode pedir imagens até { $until }.
error-refused-ban-reason = Você não pode pedir imagens até { $until }. { $reason }
error-refused-server-ban = Os moderadores deste servidor não deixam você pedir imagens aqui até { $until }.
error-refused-server-ban-reason = Os moderadores deste servidor não deixam você pedir imagens aqui até { $until }. { $reason }
error-refused-pause = Muito do que você pediu foi recusado. Você pode voltar a pedir imagens a partir de { $until }.
error-refused-sexual = Aqui não pinto imagens sexuais nem nudez. Tente outro assunto. Se for um engano, recorra com /{ commands-appeal-name }.
error-refused-hate = Não pinto imagens que rebaixam pessoas por serem quem são. Tente outro assunto. Se for um engano, recorra com /{ commands-appeal-name }.
error-refused-harassment = Não pinto imagens feitas para insultar ou ameaçar alguém. Tente outro assunto. Se for um engano, recorra com /{ commands-appeal-name }.
error-refused-violence = Aqui não pinto crueldade nem sangue. Tente outras palavras. Se for um engano, recorra com /{ commands-appeal-name }.
error-refused-self_harm = Não pinto suicídio nem automutilação. Se você está pensando em se machucar: você é importante e não precisa passar por isso sem ajuda. Por favor, fale com alguém de confiança ou com uma linha de apoio; findahelpline.com mostra uma do seu país. Se for um engano, tente outras palavras ou recorra com /{ commands-appeal-name }.
error-refused-illegal = Não pinto imagens que ajudem em crimes. Tente outro assunto. Se for um engano, recorra com /{ commands-appeal-name }.
error-refused-person_deception = Não pinto imagens feitas para passar por notícias reais de alguém. Tente algo que ninguém tomaria por real. Se for um engano, recorra com /{ commands-appeal-name }.
error-refused-personal_data = Não pinto dados particulares de ninguém. Tire isso e tente de novo. Se for um engano, recorra com /{ commands-appeal-name }.
error-refused-sexual_minors = Nunca pinto ninguém jovem de forma sexual. Escolha outro assunto.
error-refused-own_words = As regras daqui não permitem uma palavra do seu texto. Tente outras palavras. Se for um engano, recorra com /{ commands-appeal-name }.

error-failed-given-up = Tentei pintar isso várias vezes e não consegui. Peça de novo ou tente outras palavras.
error-failed-service = O serviço que pinta para mim recusa isso. Talvez outras palavras ajudem.
error-failed-pictures = O que pintei para este texto não pode ser mostrado aqui. Talvez outras palavras ajudem.
error-failed-unjudged = Não consegui verificar as imagens, por isso não mostro nenhuma. Tente de novo mais tarde.
error-failed-cancelled = Este pedido foi cancelado.

error-schedule-weekdays = Escolha pelo menos um dia.
error-schedule-zone = Não conheço o fuso horário “{ $zone }”. Escreva como America/Sao_Paulo ou UTC.
error-schedule-time = “{ $time }” não é uma hora. Escreva como 09:30.
error-schedule-many = Já existem { $limit }. Remova um primeiro.
error-schedule-name = Um nome tem de 1 a { $limit } caracteres.
error-schedule-vote = Uma votação dura no máximo { $limit } horas.
error-schedule-config = Este foi criado pelo operador. Só ele pode mudar ou remover.
error-schedule-gone = Esse não existe mais.

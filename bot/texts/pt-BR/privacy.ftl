# What is stored about a person, and how it goes.

privacy-export = Isto é o que o Nonet guarda sobre você: `data.json` com seus pedidos, votos, denúncias, prompts recusados e configurações, e suas imagens, as mais novas primeiro, quantas couberem no arquivo.

privacy-delete-sure = **Apagar tudo o que o Nonet guarda sobre você?**
    Somem para sempre: seus pedidos com prompts e imagens, suas mensagens em todos os canais até onde der para chegar, seus favoritos e votos, suas denúncias.
    Ficam: que você saiu, se tiver saído; um banimento, e que muito do que você pediu foi recusado, enquanto durar; para a sua cota, por uma hora, que você pediu algo, mas não o quê; e para a moderação, que algo foi recusado ou denunciado, mas não de quem nem o quê.
privacy-delete-yes = Apagar tudo
privacy-delete-no = Manter tudo
privacy-kept = Nada foi apagado.
privacy-begun = Apagando tudo…
privacy-deleting = Seus dados já sumiram. Agora suas mensagens: { $done } de { $total }…
privacy-deleted = Tudo foi apagado, { $removed ->
    [0] não havia mensagens para remover.
    [one] com 1 mensagem.
   *[other] com { $removed } mensagens.
}
privacy-posts-left = { $left ->
    [one] 1 mensagem está onde não consigo mais chegar; apague você mesmo, se puder.
   *[other] { $left } mensagens estão onde não consigo mais chegar; apague você mesmo, se puder.
}

privacy-opted-out = A partir de agora, o Nonet não aceita pedidos seus nem responde às suas menções. O que está guardado fica até /{ commands-privacy-name } { commands-privacy-delete-name }. Você volta com /{ commands-privacy-name } { commands-privacy-optin-name }.
privacy-opted-in = Que bom ter você de volta! O Nonet aceita seus pedidos de novo.

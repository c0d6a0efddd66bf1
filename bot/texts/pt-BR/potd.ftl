# What /potd says.

potd-none = Ainda não houve um prompt do dia aqui. Quem gerencia o servidor pode configurar um com /{ commands-settings-name }.
potd-not-voted = Você ainda não votou.
potd-voted-entry = Seu voto é para uma participação.
potd-card = Ver
potd-vote = Votar
potd-opted-out = A partir de agora você não aparece em nenhuma classificação nem em resultados. Seus votos contam como antes.
potd-opted-in = Você pode aparecer de novo em classificações e resultados.
potd-suggested-new = Valeu! Os outros podem votar com { $where }.
potd-suggested-seconded = Alguém teve a mesma ideia, e agora ela tem seu voto: { $votes ->
    [one] { $votes } voto.
   *[other] { $votes } votos.
}
potd-suggested-known = Este já está na lista. O dia dele vai chegar!
potd-suggested-rejected = Um moderador não quis este.
potd-no-suggesting = Neste servidor não dá para sugerir um prompt do dia.
potd-suggestions = Prompts sugeridos
potd-suggestions-none = Nada está esperando. Sugira algo com /{ commands-potd-name } { commands-potd-suggest-name }!
potd-suggestions-how = { $needed ->
    [one] { $needed } voto coloca um prompt na lista.
   *[other] { $needed } votos colocam um prompt na lista.
}
potd-wish = Quero ver…
potd-approve = Aceitar…
potd-reject = Recusar…
potd-moderators-only = Só moderadores podem fazer isso.

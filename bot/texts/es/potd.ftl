# What /potd says.

potd-none = Aquí aún no ha habido ningún prompt del día. Quien gestione el servidor puede configurarlo con /{ commands-settings-name }.
potd-not-voted = Aún no has votado.
potd-voted-entry = Tu voto es para una participación.
potd-card = Verlo
potd-vote = Votar
potd-opted-out = A partir de ahora no apareces en ninguna clasificación ni en los resultados. Tus votos cuentan igual.
potd-opted-in = Puedes volver a aparecer en clasificaciones y resultados.
potd-suggested-new = ¡Gracias! Los demás pueden votarlo con { $where }.
potd-suggested-seconded = Alguien tuvo la misma idea, y ya tiene tu voto: { $votes ->
    [one] 1 voto.
   *[other] { $votes } votos.
}
potd-suggested-known = Este ya está en la lista. ¡Llegará su día!
potd-suggested-rejected = Un moderador no quiso este.
potd-no-suggesting = En este servidor no se puede sugerir un prompt del día.
potd-suggestions = Prompts sugeridos
potd-suggestions-none = No hay nada esperando. ¡Sugiere algo con /{ commands-potd-name } { commands-potd-suggest-name }!
potd-suggestions-how = { $needed ->
    [one] Un voto pone un prompt en la lista.
   *[other] { $needed } votos ponen un prompt en la lista.
}
potd-wish = Quiero ver…
potd-approve = Aceptar…
potd-reject = Rechazar…
potd-moderators-only = Eso solo pueden hacerlo los moderadores.

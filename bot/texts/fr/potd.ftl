# What /potd says.

potd-none = Il n’y a pas encore eu de prompt du jour ici. Ceux qui gèrent le serveur peuvent le mettre en place avec /{ commands-settings-name }.
potd-not-voted = Tu n’as pas encore voté.
potd-voted-entry = Tu votes pour une participation.
potd-card = Voir
potd-vote = Voter
potd-opted-out = À partir de maintenant, tu n’apparais dans aucun classement ni aucun résultat. Tes votes comptent comme avant.
potd-opted-in = Tu peux de nouveau apparaître dans les classements et les résultats.
potd-suggested-new = Merci ! Les autres peuvent voter pour avec { $where }.
potd-suggested-seconded = Quelqu’un a eu la même idée, et elle a maintenant ton vote : { $votes ->
    [one] { $votes } vote.
   *[other] { $votes } votes.
}
potd-suggested-known = Celui-ci est déjà sur la liste. Son jour viendra !
potd-suggested-rejected = Un modérateur n’a pas voulu de celui-ci.
potd-no-suggesting = Sur ce serveur, on ne peut pas proposer de prompt du jour.
potd-suggestions = Prompts proposés
potd-suggestions-none = Rien n’attend. Propose quelque chose avec /{ commands-potd-name } { commands-potd-suggest-name } !
potd-suggestions-how = { $needed ->
    [one] Il faut { $needed } vote pour qu’un prompt soit sur la liste.
   *[other] Il faut { $needed } votes pour qu’un prompt soit sur la liste.
}
potd-wish = J’aimerais voir…
potd-approve = Accepter…
potd-reject = Refuser…
potd-moderators-only = Seuls les modérateurs peuvent faire ça.

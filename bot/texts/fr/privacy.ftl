# What is stored about a person, and how it goes.

privacy-export = Voici ce que Nonet garde sur toi : `data.json` avec tes demandes, tes votes, tes signalements, tes prompts refusés et tes réglages, et tes images, les plus récentes d’abord, autant que le fichier en contient.

privacy-delete-sure = **Supprimer tout ce que Nonet garde sur toi ?**
    Disparaissent pour de bon : tes demandes avec leurs prompts et leurs images, tes messages dans tous les salons tant qu’ils sont accessibles, tes favoris et tes votes, tes signalements.
    Restent : ton refus, si tu as refusé ; une exclusion, et que trop de tes demandes ont été refusées, tant que cela dure ; pour ton quota, pendant une heure, que tu as demandé quelque chose, mais pas quoi ; et pour la modération, que quelque chose a été refusé ou signalé, mais ni de qui ni quoi.
privacy-delete-yes = Tout supprimer
privacy-delete-no = Tout garder
privacy-kept = Rien n’a été supprimé.
privacy-begun = Suppression de tout…
privacy-deleting = Tes données ont disparu. Maintenant tes messages : { $done } sur { $total }…
privacy-deleted = Tout est supprimé, { $removed ->
    [0] il n’y avait aucun message à enlever.
    [one] avec 1 message.
   *[other] avec { $removed } messages.
}
privacy-posts-left = { $left ->
    [one] 1 message se trouve là où je ne peux plus aller ; supprime-le toi-même si tu peux.
   *[other] { $left } messages se trouvent là où je ne peux plus aller ; supprime-les toi-même si tu peux.
}

privacy-opted-out = Désormais, Nonet n’accepte plus tes demandes et ne répond plus à tes mentions. Ce qui est gardé reste jusqu’à /{ commands-privacy-name } { commands-privacy-delete-name }. Tu reviens avec /{ commands-privacy-name } { commands-privacy-optin-name }.
privacy-opted-in = Te revoilà ! Nonet accepte de nouveau tes demandes.

# What is stored about a person, and how it goes.

privacy-export = Voici ce que Nonet garde sur toi : `data.json` avec tes demandes, tes votes, tes signalements, tes prompts refusés et tes réglages, et tes images encore conservées.

privacy-delete-sure = **Supprimer tout ce que Nonet garde sur toi ?**
    Disparaissent pour de bon : tes demandes avec leurs prompts et leurs images, tes messages dans tous les salons tant qu’ils sont accessibles, tes favoris et tes votes, tes signalements.
    Restent : le fait que tu ne veux rien de Nonet, et si tu es exclu et pourquoi, tant que ça dure ; et pour ton quota, que tu as demandé quelque chose, sans dire quoi.
privacy-delete-yes = Tout supprimer
privacy-delete-no = Tout garder
privacy-kept = Rien n’a été supprimé.
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

privacy-opted-out = Désormais, Nonet n’accepte plus tes demandes et ne répond plus à tes mentions. Ce qui est gardé reste jusqu’à /privacy delete. Tu reviens avec /privacy optin.
privacy-opted-in = Te revoilà ! Nonet accepte de nouveau tes demandes.

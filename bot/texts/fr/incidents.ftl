# Quand quelque chose tourne mal. $incident est le numéro sous lequel l’opérateur le trouve dans le journal.
incidents-broken = Quelque chose a cassé de notre côté. Réessaie. Si ça recommence, donne ce numéro à l’opérateur : `{ $incident }`.
incidents-storage = Nonet ne peut rien enregistrer pour le moment. Réessaie un peu plus tard. (`{ $incident }`)
incidents-painter = Le service qui peint est injoignable pour le moment. Réessaie un peu plus tard. (`{ $incident }`)
incidents-discord = Discord n’a pas accepté ça. Réessaie. Si ça recommence, donne ce numéro à l’opérateur : `{ $incident }`.
incidents-forbidden = Discord ne me laisse pas faire ça ici. La personne qui gère ce serveur peut vérifier mes permissions.
incidents-gone = Ce dont il s’agissait n’est plus là.
incidents-cooldown =
    { $seconds ->
        [one] Pas si vite : réessaie dans une seconde.
       *[other] Pas si vite : réessaie dans { $seconds } secondes.
    }
incidents-servers-only = Ça ne marche que sur les serveurs.
incidents-not-for-you = Seules certaines personnes peuvent faire ça, et tu n’en fais pas partie.
incidents-you-may-not = Pour ça, il te faut : { $permissions }.
incidents-i-may-not = Pour ça, il me faut : { $permissions }.
incidents-bad-value = Je ne peux pas utiliser une des valeurs telle quelle.
incidents-outdated = Cette commande vient de changer. Réessaie dans une minute ou recharge Discord.
incidents-permission-attach-files = Joindre des fichiers
incidents-permission-embed-links = Intégrer des liens
incidents-permission-manage-guild = Gérer le serveur
incidents-permission-manage-messages = Gérer les messages
incidents-permission-read-message-history = Voir les anciens messages
incidents-permission-send-messages = Envoyer des messages
incidents-permission-send-messages-in-threads = Envoyer des messages dans les fils
incidents-permission-view-channel = Voir le salon

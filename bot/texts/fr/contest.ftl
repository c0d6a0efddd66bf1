# Contests around the prompt of the day, and what parties have in common with them.

contest-heading = 🗓️ Prompt du jour
contest-title = 🗳️ Laquelle est la meilleure ?
contest-ask = Appuie sur le numéro de l’image que tu préfères. Tu peux changer d’avis jusqu’à la fin.
contest-how-thread = Les remix participent : dessine dans ce fil, ou appuie au-dessus sur « { card-again } », « { card-vary } » ou « { card-edit } ».
contest-how-card = Les remix participent : appuie sur « { card-again } », « { card-vary } » ou « { card-edit } » sous les images.
contest-vote-for-this = Voter pour ça
contest-choose = Vote pour une participation…
contest-no-entries = Pas encore de participations
contest-over = Les votes sont comptés.
contest-votes = { $votes ->
    [0] pas encore de votes
    [one] { $votes } vote
   *[other] { $votes } votes
}
contest-entries = { $entries ->
    [0] aucune participation
    [one] { $entries } participation
   *[other] { $entries } participations
}
contest-closes = se termine { $when }

contest-voted-sample = Tu votes pour l’image { $number }.
contest-voted-entry = Tu votes pour la participation de { $who }.
contest-may-change = Tu peux changer d’avis ; le vote se termine { $when }.
contest-voted-before = C’était déjà le cas ; le vote se termine { $when }.
contest-late = C’est trop tard : les votes sont déjà comptés.
contest-own = Cette participation est la tienne : ce sont les autres qui votent pour elle. Tu peux la retirer.
contest-kept-out = Ton vote ne compterait pas : tu es banni ici, ou tu as demandé à Nonet de te laisser tranquille.
contest-gone = On ne peut plus voter pour ça.
contest-take-out = La retirer
contest-taken-out = Ta participation est retirée. Les images restent où elles sont.
contest-not-yours = Seule la personne qui l’a proposée peut la retirer.

contest-results = Résultats
contest-someone = quelqu’un
contest-sample = Image { $number }
contest-no-votes = Cette fois, personne n’a voté.
contest-winners-gone = Les images gagnantes ont été supprimées.
contest-more = …et { $more } de plus.
contest-streak = 🔥 { $who } a participé { $length } fois d’affilée !
contest-alt-podium = Les images gagnantes avec leurs médailles, peintes par une IA : { $prompts }
contest-role-given = { $who } porte le rôle { $role } jusqu’à la prochaine victoire.
contest-role-gone = -# Le rôle du gagnant n’existe plus.
contest-role-barred = -# Je ne peux pas donner { $role } : il me faut la permission « Gérer les rôles » et un rôle au-dessus.

contest-board = Classement
contest-board-month = Classement des 30 derniers jours
contest-board-all = Classement de tous les temps
contest-period-month = 30 jours
contest-period-all = Tous les temps
contest-board-empty = Personne n’a rien gagné dans ce temps. Participe avec un remix, et vote !
contest-board-you = Toi : { $facts }
contest-board-nothing = rien encore, mais c’est un bon jour pour commencer
contest-board-hidden = Les autres ne te voient pas ici. Tu peux changer ça avec /{ commands-potd-name } { commands-potd-optin-name }.
contest-wins = { $wins ->
    [one] { $wins } victoire
   *[other] { $wins } victoires
}
contest-podiums = { $podiums ->
    [one] { $podiums } podium
   *[other] { $podiums } podiums
}
contest-in-a-row = 🔥 { $length } d’affilée
contest-longest = meilleure série { $length }
contest-badge-champion = dix victoires
contest-badge-winner = la première victoire
contest-badge-podium = dix fois sur le podium
contest-badge-month = 30 participations d’affilée
contest-badge-week = sept participations d’affilée
contest-badge-regular = trois participations d’affilée

contest-channel-gone = Le salon n’existe plus, ou n’accepte pas de messages.
contest-alert-slot = Le prompt du jour « { $name } » n’a pas été publié dans { $channel } : { $reason }
contest-alert-thread = Je ne peux pas ouvrir de fils dans { $channel }, alors le prompt du jour « { $name } » s’en passe. Il m’y faut la permission « Créer des fils publics ».

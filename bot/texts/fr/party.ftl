# Theme parties.

party-words = Chaque prompt doit avoir : { $words }
party-awards = 🏅 { $awards }
party-host = Organisée par { $host } · se termine { $when }
party-come = Tout le monde est invité : viens dans le fil !
party-how = { $each ->
    [one] Dessine dans ce fil : ce que tu demandes ici participe, { $each } fois par personne.
   *[other] Dessine dans ce fil : ce que tu demandes ici participe, jusqu’à { $each } fois par personne.
}
party-words-missing = Ne participe pas : il manque { $words } dans le prompt. « { card-edit } » arrange ça.
party-words-many = On peut exiger { $limit } mots au plus.
party-words-long = Un mot exigé a { $limit } lettres au plus.

party-form-title = Organise une fête
party-form-theme = Thème
party-form-theme-example = Des animaux qui travaillent au bureau
party-form-hours = Elle dure
party-form-words = Mots que chaque prompt doit avoir
party-form-words-example = grenouille, mallette
party-form-awards = Ce qu’on peut gagner
party-form-awards-example = Le gagnant nomme notre prochain emoji
party-form-each = Participations par personne
party-each = { $each ->
    [one] { $each } participation
   *[other] jusqu’à { $each } participations
}
party-hours = { $hours ->
    [one] { $hours } heure
   *[other] { $hours } heures
}
party-days = { $days ->
    [one] { $days } jour
   *[other] { $days } jours
}

party-no-theme = Une fête a besoin d’un thème.
party-no-choice = Choisis combien de temps elle dure et combien de participations chacun peut avoir.
party-no-channel = Une fête a besoin d’un salon textuel pour son fil.
party-no-threads = Il me faut ici les permissions « Créer des fils publics » et « Envoyer des messages dans les fils ».
party-not-host = Les fêtes sont organisées par ceux qui gèrent ce serveur ou ses événements.
party-enough = { $limit ->
    [one] Il y a déjà { $limit } fête sur ce serveur.
   *[other] Il y a déjà { $limit } fêtes sur ce serveur.
}
party-none = Il n’y a pas de fête en ce moment.
party-which = Il y a plusieurs fêtes. Dis-le dans le fil de celle dont tu parles.
party-ended = La fête est finie, les résultats sont dans son fil.

panel-title = Nonet sur ce serveur
panel-intro = Choisis une page ci-dessous. Chaque changement compte tout de suite.
panel-goto = Aller à une page
panel-none = Rien pour l’instant
panel-count = { $count ->
    [one] { $count } entrée
   *[other] { $count } entrées
}
panel-page-overview = Vue d’ensemble
panel-page-channels = Salons
panel-page-safety = Sécurité
panel-page-moderators = Modération
panel-page-cards = Images et boutons
panel-page-quotas = Quotas
panel-page-showcase = Vitrine
panel-page-styles = Styles
panel-page-daily = Prompt du jour

panel-channels-help = Où peut-on dessiner ? Si tu autorises certains salons, tous les autres sont fermés. Les fils suivent leur salon.
panel-channels-allow = Seulement dans ces salons
panel-channels-deny = Jamais dans ces salons
panel-channels-all = partout
panel-channels-some = { $count ->
    [one] seulement dans { $count } salon
   *[other] seulement dans { $count } salons
}
panel-channels-but = { $count ->
    [one] partout sauf dans { $count } salon
   *[other] partout sauf dans { $count } salons
}

panel-safety-help = À quel point le filtre est-il strict ici ?
panel-policy = Rigueur du filtre
panel-policy-as-set = Comme l’exploitant l’a réglé
panel-policy-as-set-help = Le choix habituel
panel-policy-strict = Strict
panel-policy-strict-help = Pour les écoles et les familles
panel-policy-standard = Normal
panel-policy-standard-help = Pour la plupart des serveurs
panel-policy-relaxed = Souple
panel-policy-relaxed-help = Pour adultes, dans les salons soumis à une limite d’âge ; tout n’y est pas permis
panel-levels = Autres niveaux pour certaines catégories
panel-level-strict = Strict pour…
panel-level-standard = Normal pour…
panel-level-relaxed = Souple pour… (salons avec limite d’âge seulement)
panel-people = Personnes réelles nommées
panel-people-as-set = Aussi strict que le filtre
panel-people-on = Jamais dans des scènes dégradantes ou fausses
panel-people-off = Permis dans les salons avec limite d’âge
panel-words = Mots de ce serveur
panel-words-refused = Refusés ici : { $words }
panel-words-allowed = Inoffensifs ici : { $words }
panel-words-refused-field = Refuser ces mots
panel-words-allowed-field = Ces mots sont inoffensifs
panel-words-help = Un mot ou une expression par ligne

panel-moderators-help = Qui s’occupe de ce qui est signalé ? Un rôle a aussi besoin de /{ commands-moderation-name } dans Paramètres du serveur → Intégrations, ou des alertes.
panel-moderator-role = Rôle qui modère
panel-alert-channel = Salon averti des nouveaux dossiers
panel-keep-out = Exclure quelqu’un
panel-let-in = Réadmettre quelqu’un
panel-member = Membre { $id }
panel-kept-out = Exclus d’ici :
panel-retention = Durée de conservation des images
panel-retention-as-set = Aussi longtemps que l’exploitant l’a réglé
panel-retention-days = { $days ->
    [one] { $days } jour
   *[other] { $days } jours
}

panel-cards-help = Ce que les membres voient, et les boutons sur lesquels ils peuvent appuyer.
panel-spoiler = Spoilers
panel-spoiler-off = Les images sont visibles
panel-spoiler-on = Les images sont cachées comme spoilers
panel-cover-channels = Toujours masquer les images dans ces salons
panel-cover-roles = Toujours masquer les images de ces rôles
panel-pressers = Qui peut appuyer sur les boutons
panel-pressers-everyone = Tout le monde peut appuyer sur les boutons
panel-pressers-requester = Seulement l’auteur et les modérateurs
panel-language = Langue des messages publics
panel-language-as-set = Celle que Discord donne à ce serveur

panel-quotas-help = Combien on peut dessiner ici. Le quota d’un salon ou du serveur est partagé ; celui d’un rôle vaut pour chaque membre qui l’a.
panel-quota-channel = Fixer le quota d’un salon
panel-quota-role = Fixer le quota d’un rôle
panel-quota-server = Fixer le quota de tout le serveur
panel-quota-drop = Retirer un quota
panel-quota-whole-server = tout le serveur
panel-quota-of-channel = Salon { $id }
panel-quota-of-role = Rôle { $id }
panel-limit-per-hour = { $count } par heure
panel-limit-waiting = { $count } en attente à la fois
panel-limit-cooldown = { $count } s entre deux
panel-limit-tier = niveau { $tier }
panel-quota-title = Quota
panel-quota-per-hour = Demandes par heure (vide : sans limite)
panel-quota-waiting = En attente à la fois (vide : sans limite)
panel-quota-cooldown = Secondes entre deux d’une personne
panel-quota-tier = Niveau de ce rôle (vide : aucun)
panel-no-tier = Il n’y a pas de niveau « { $tier } ». Il y a : { $tiers }.
panel-no-number = « { $text } » n’est pas un nombre entier de { $least } à { $limit }.

panel-showcase-help = Les favorites vont dans un salon à part, à la main ou quand elles plaisent à assez de monde.
panel-showcase-channel = Salon de la vitrine (aucun : pas de vitrine)
panel-showcase-votes = Votes qui y mènent une image
panel-votes-none = Seulement à la main
panel-votes = { $count ->
    [one] { $count } vote
   *[other] { $count } votes
}

panel-styles-help = Les styles que l’on peut choisir ici, en plus de ceux de Nonet.
panel-style-add = Ajouter un style
panel-style-drop = Retirer un style
panel-style-title = Un style à toi
panel-style-name = Nom
panel-style-words = Mots qu’il ajoute au prompt
panel-style-words-help = Par exemple : as a stained glass window
panel-style-empty = Un style a besoin d’un nom et de mots.
panel-styles-full = Un serveur a au plus { $limit } styles. Retires-en d’abord un.

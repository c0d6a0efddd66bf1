# Pourquoi une demande ne devient pas une tâche, ou une tâche pas d’images.
error-nets = Le filtre de contenu est en panne pour l’instant, et sans lui je ne peins rien. Réessaie dans une minute.
error-storage = Nonet ne peut rien enregistrer pour le moment. Réessaie un peu plus tard.
error-channel-denied = On ne peut pas demander d’images dans ce salon. Essaie dans un autre.
error-model = Je ne connais pas ce modèle. J’ai : { $models }.
error-style = Je ne connais pas ce style. J’ai : { $styles }.
error-parent-gone = L’image dont tu veux repartir n’existe plus. Redemande-la d’abord.
error-vary-model = Cette image ne peut pas être déclinée : son modèle ne garde pas ce qu’il faut pour ça.
error-picture-large = Cette image est trop grande : j’accepte jusqu’à { $limit } Mo.
error-picture-unread = Je n’arrive pas à lire cette image. PNG, JPEG ou WebP conviennent.
error-picture-refused = Je ne peux pas partir de cette image.
error-picture-unjudged = Je n’ai pas pu vérifier cette image, donc je ne peux pas en partir. Réessaie plus tard.
error-prompt-empty = Il n’y a rien à peindre là-dedans. Décris une image en quelques mots.
error-prompt-long = Ton texte a { $chars } caractères ; j’en prends { $limit } au plus.
error-seed = Une graine est un nombre entier de 0 à { $highest }.
error-caption-long = Ta légende a { $chars } caractères ; j’en prends { $limit } au plus.
error-caption-letters = Je ne sais pas encore écrire { $letters } sur une image. Les lettres latines, grecques et cyrilliques, les chiffres, la ponctuation et les émojis vont bien.
error-caption-small =
    { $chars ->
        [one] Cette image est trop petite pour une légende.
       *[other] Cette image est trop petite pour une légende de { $chars } caractères.
    }

error-quota-waiting =
    { $limit ->
        [one] Tu as déjà une demande en cours. Redemande quand elle sera finie.
       *[other] Tu as déjà { $limit } demandes en cours. Redemande quand l’une d’elles sera finie.
    }
error-quota-hour =
    { $minutes ->
        [one] Ça fait beaucoup pour une heure ({ $limit }). Redemande dans { $minutes } minute.
       *[other] Ça fait beaucoup pour une heure ({ $limit }). Redemande dans { $minutes } minutes.
    }
error-quota-slowed =
    { $seconds ->
        [one] Trop de tes demandes ont été refusées ces derniers temps. Redemande dans { $seconds } seconde.
       *[other] Trop de tes demandes ont été refusées ces derniers temps. Redemande dans { $seconds } secondes.
    }
error-quota-channel-cooldown =
    { $seconds ->
        [one] Pas si vite : dans ce salon, tu peux redemander dans { $seconds } seconde.
       *[other] Pas si vite : dans ce salon, tu peux redemander dans { $seconds } secondes.
    }
error-quota-server-cooldown =
    { $seconds ->
        [one] Pas si vite : sur ce serveur, tu peux redemander dans { $seconds } seconde.
       *[other] Pas si vite : sur ce serveur, tu peux redemander dans { $seconds } secondes.
    }
error-quota-channel-waiting =
    { $limit ->
        [one] Ce salon a déjà une demande en cours. Redemande quand elle sera finie.
       *[other] Ce salon a déjà { $limit } demandes en cours. Redemande quand l’une d’elles sera finie.
    }
error-quota-channel-hour =
    { $minutes ->
        [one] Ce salon a déjà eu ses images de l’heure ({ $limit }). Redemande dans { $minutes } minute.
       *[other] Ce salon a déjà eu ses images de l’heure ({ $limit }). Redemande dans { $minutes } minutes.
    }
error-quota-server-waiting =
    { $limit ->
        [one] Ce serveur a déjà une demande en cours. Redemande quand elle sera finie.
       *[other] Ce serveur a déjà { $limit } demandes en cours. Redemande quand l’une d’elles sera finie.
    }
error-quota-server-hour =
    { $minutes ->
        [one] Ce serveur a déjà eu ses images de l’heure ({ $limit }). Redemande dans { $minutes } minute.
       *[other] Ce serveur a déjà eu ses images de l’heure ({ $limit }). Redemande dans { $minutes } minutes.
    }
error-quota-queue = La file d’attente est pleine pour le moment. Redemande dans quelques minutes.

error-refused-opt-out = Tu as demandé à Nonet de te laisser tranquille. Reviens sur ce choix si tu veux des images.
error-refused-ban = Tu ne peux pas demander d’images avant le { $until }.
error-refused-ban-reason = Tu ne peux pas demander d’images avant le { $until }. { $reason }
error-refused-server-ban = Les modérateurs de ce serveur ne te laissent pas demander d’images ici avant le { $until }.
error-refused-server-ban-reason = Les modérateurs de ce serveur ne te laissent pas demander d’images ici avant le { $until }. { $reason }
error-refused-pause = Trop de tes demandes ont été refusées. Tu pourras redemander des images à partir du { $until }.
error-refused-sexual = Je ne peins pas d’images sexuelles ni de nudité ici. Essaie un autre sujet. Si c’est une erreur, fais appel avec /{ commands-appeal-name }.
error-refused-hate = Je ne peins pas d’images qui rabaissent des gens pour ce qu’ils sont. Essaie un autre sujet. Si c’est une erreur, fais appel avec /{ commands-appeal-name }.
error-refused-harassment = Je ne peins pas d’images faites pour insulter ou menacer quelqu’un. Essaie un autre sujet. Si c’est une erreur, fais appel avec /{ commands-appeal-name }.
error-refused-violence = Je ne peins ni cruauté ni sang ici. Essaie d’autres mots. Si c’est une erreur, fais appel avec /{ commands-appeal-name }.
error-refused-self_harm = Je ne peins ni suicide ni automutilation. Si tu penses à te faire du mal : tu comptes, et tu n’as pas à porter ça tout seul. Parle, s’il te plaît, à quelqu’un de confiance ou à une ligne d’écoute ; findahelpline.com en indique une dans ton pays. Si c’est une erreur, essaie d’autres mots ou fais appel avec /{ commands-appeal-name }.
error-refused-illegal = Je ne peins pas d’images qui aident à commettre des délits. Essaie un autre sujet. Si c’est une erreur, fais appel avec /{ commands-appeal-name }.
error-refused-person_deception = Je ne peins pas d’images faites pour passer pour de vraies nouvelles de quelqu’un. Essaie quelque chose que personne ne prendrait pour vrai. Si c’est une erreur, fais appel avec /{ commands-appeal-name }.
error-refused-personal_data = Je ne peins pas de données privées. Enlève-les et réessaie. Si c’est une erreur, fais appel avec /{ commands-appeal-name }.
error-refused-sexual_minors = Je ne peins jamais personne de jeune de façon sexuelle. Choisis un autre sujet.
error-refused-own_words = Les règles d’ici n’autorisent pas un mot de ton texte. Essaie d’autres mots. Si c’est une erreur, fais appel avec /{ commands-appeal-name }.

error-failed-given-up = J’ai essayé plusieurs fois de peindre ça, sans y arriver. Redemande, ou essaie d’autres mots.
error-failed-service = Le service qui peint pour moi refuse ça. D’autres mots aideront peut-être.
error-failed-pictures = Ce que j’ai peint pour ce texte ne peut pas être montré ici. D’autres mots aideront peut-être.
error-failed-unjudged = Je n’ai pas pu vérifier les images, alors je n’en montre aucune. Réessaie plus tard.
error-failed-cancelled = Cette demande a été annulée.

error-schedule-weekdays = Choisis au moins un jour.
error-schedule-zone = Je ne connais pas le fuseau horaire « { $zone } ». Écris-le comme Europe/Paris ou UTC.
error-schedule-time = « { $time } » n'est pas une heure. Écris-la comme 09:30.
error-schedule-many = Il y en a déjà { $limit }. Supprimes-en un d'abord.
error-schedule-name = Un nom a de 1 à { $limit } caractères.
error-schedule-vote = Un vote dure au plus { $limit } heures.
error-schedule-config = C'est l'exploitant qui a créé celui-ci. Lui seul peut le modifier ou le supprimer.
error-schedule-gone = Celui-là n'existe plus.

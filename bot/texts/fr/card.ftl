# Ce que disent les cartes, leurs boutons et formulaires, et ce qu’on répond après un clic.

card-pick = Choisis une image…
card-pick-option = Image { $number }
card-where-1 = en haut à gauche
card-where-2 = en haut au milieu
card-where-3 = en haut à droite
card-where-4 = au milieu à gauche
card-where-5 = en plein milieu
card-where-6 = au milieu à droite
card-where-7 = en bas à gauche
card-where-8 = en bas au milieu
card-where-9 = en bas à droite

card-vary = Varier
card-again = Encore
card-edit = Modifier
card-more = Plus…
card-caption = Légende
card-share = Partager
card-publish = En vitrine
card-download = Télécharger
card-report = Signaler
card-delete = Supprimer
card-erase = Supprimer pour de bon
card-keep = Les garder
card-cancel = Annuler
card-original = Original
card-web-page = Page web

card-seed = graine `{ $seed }`
card-took-seconds = { $seconds } s
card-took-minutes = { $minutes } min
card-ai = généré par IA
card-varies = une variation de l’image { $number }
card-follows = fait suite à une autre
card-without = sans { $things }
card-from-picture = à partir d’une image
card-sample = Image { $number } de { $prompt }

card-waiting = En attente de son tour.
card-place = { $place ->
    [1] C’est la prochaine de la file.
   *[other] Numéro { $place } dans la file.
}
card-painting = { $percent } %
card-ready = prête { $when }

card-alt-collage = Neuf images en grille, peintes par une IA d’après : { $prompt }
card-alt-sample = Image { $number } sur neuf, peinte par une IA d’après : { $prompt }
card-alt-caption = La légende dit : { $caption }

card-which-pick = Laquelle veux-tu montrer en grand à tout le monde ?
card-which-vary = À laquelle les neuf prochaines doivent-elles ressembler ?
card-share-how = Fais passer le mot :
card-delete-ask = Les images disparaîtront, ici et partout où elles ont été postées, et personne ne pourra les récupérer. Je les supprime ?

card-form-edit = Modifier le prompt
card-form-caption = Écrire sur une image
card-form-number = Image
card-form-report = Signaler ces images
card-form-reason = Qu’est-ce qui ne va pas ?
card-form-text = Avec tes mots
card-reason-harmful = Haineux, violent ou cruel
card-reason-sexual = Sexuel
card-reason-person = Montre une vraie personne sous un jour mauvais ou faux
card-reason-prejudice = Répète un préjugé
card-reason-other = Autre chose

card-favourite-added = C’est maintenant un de tes favoris.
card-favourite-removed = Ce n’est plus un de tes favoris.
card-published = C’est en vitrine : { $link }
card-deleted = Les images sont supprimées.
card-deleted-but = { $left ->
    [one] Les images sont supprimées. Un message est hors de ma portée ; supprime-le toi-même, s’il te plaît.
   *[other] Les images sont supprimées. { $left } messages sont hors de ma portée ; supprime-les toi-même, s’il te plaît.
}
card-reported = Merci. Les modérateurs vont regarder.

card-gone = Ces images ont été supprimées.
card-expired = Ces images sont trop vieilles : elles ont été retirées. « Encore » en peint de nouvelles.
card-no-pictures = Il n’y a pas d’images pour cette demande.
card-private = Ces images ne sont que pour quelqu’un d’autre.
card-not-yours = Sur ce serveur, seuls l’auteur de la demande et les modérateurs peuvent cliquer sur ces boutons. Le cœur et « Plus… » sont pour tout le monde.
card-owners-only = Seuls l’auteur de la demande et les modérateurs peuvent faire ça.
card-no-tokens = Les images de ce modèle ne peuvent pas être variées.
card-enough = Tu as déjà posté { $limit } images de cette demande. Ça devrait suffire.
card-too-late = C’est trop tard pour annuler.
card-no-caption = Une légende a besoin de quelques mots.
card-no-reason = Choisis ce qui ne va pas.
card-reports-enough = Tu as envoyé { $sent } signalements en une heure. Réessaie plus tard.
card-share-private = Des images privées ne se partagent pas par un lien.
card-publish-private = Les images privées restent privées.
card-shown-already = C’est déjà en vitrine.
card-no-showcase = Il n’y a pas de vitrine pour ces images. Ceux qui gèrent le serveur peuvent choisir un salon avec /{ commands-settings-name }.
card-showcase-gone = Le salon de la vitrine n’existe plus. Ceux qui gèrent le serveur peuvent en choisir un autre avec /{ commands-settings-name }.
card-showcase-closed = Je n’ai pas le droit de poster des images dans #{ $channel }.
card-showcase-age = Ces images viennent d’un salon soumis à une limite d’âge, et la vitrine ne l’est pas.
card-age = Ces images viennent d’un salon soumis à une limite d’âge, et celui-ci ne l’est pas.
card-no-post = Ce message n’est pas une de mes images.

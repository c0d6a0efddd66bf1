# Ce que voient les modérateurs dans /moderation, et ce que lit qui fait appel.

moderation-title = Modération
moderation-title-all = Modération de tous les serveurs
moderation-which = Quels dossiers ?
moderation-which-open = Dossiers ouverts
moderation-which-mine = Les miens
moderation-which-appeals = Appels
moderation-empty-open = Rien à décider. Profite du calme.
moderation-empty-mine = Tu n’as pris aucun dossier.
moderation-empty-appeals = Personne n’a fait appel.
moderation-waiting = { $count ->
    [one] { $count } dossier ici
   *[other] { $count } dossiers ici
}
moderation-case = dossier { $number }
moderation-kind-report = signalé { $when }
moderation-kind-review = le filtre a des doutes, { $when }
moderation-kind-appeal = appel, { $when }
moderation-yours = ✋ À toi jusqu’à { $until }
moderation-theirs = ✋ { $who } s’en occupe jusqu’à { $until }
moderation-decided-upheld = Décidé : c’était juste.
moderation-decided-dismissed = Décidé : ce n’était pas juste.
moderation-decided-removed = Décidé : retiré partout.
moderation-decided-moot = Les images ont été supprimées avant toute décision.
moderation-no-prompt = Ce qui était demandé n’est pas gardé.
moderation-no-picture = pas (ou plus) d’images
moderation-someone = quelqu’un
moderation-was-removed = Les modérateurs avaient retiré ces images.
moderation-filter = Le filtre dit **{ $category }**, { $score } (règles { $policy }, version { $version })
moderation-more-reports = { $count ->
    [one] et { $count } autre signalement
   *[other] et { $count } autres signalements
}
moderation-appeal-says = { $who } dit : { $text }

moderation-category-sexual = Sexuel
moderation-category-hate = Haine
moderation-category-harassment = Harcèlement
moderation-category-violence = Violence
moderation-category-self_harm = Automutilation
moderation-category-illegal = Délits
moderation-category-person_deception = Fausse nouvelle sur quelqu’un
moderation-category-personal_data = Données privées
moderation-category-sexual_minors = Sexuel, avec mineurs
moderation-category-own_words = Mots de ce serveur

moderation-person = À propos de { $who } :
moderation-person-clean = rien n’est connu contre cette personne ici.
moderation-person-refused = { $count ->
    [one] { $count } refus
   *[other] { $count } refus
}
moderation-person-upheld = { $count ->
    [one] { $count } dossier décidé contre elle
   *[other] { $count } dossiers décidés contre elle
}
moderation-person-dismissed = { $count ->
    [one] { $count } dossier classé
   *[other] { $count } dossiers classés
}
moderation-person-score = soupçon { $score }
moderation-cause-upheld = signalé à raison
moderation-cause-false = a signalé à tort
moderation-person-slowed = attend { $seconds } s entre deux demandes
moderation-person-paused = en pause jusqu’à { $until }
moderation-person-banned-here = exclue d’ici jusqu’à { $until }
moderation-person-banned-everywhere = exclue partout jusqu’à { $until }
moderation-noted = { $when } : { $text }

moderation-claim = Je m’en occupe
moderation-uphold-report = Le signalement est juste
moderation-uphold-review = Le filtre a raison
moderation-uphold-appeal = L’appel est juste
moderation-dismiss-report = Inoffensif
moderation-dismiss-review = Inoffensif
moderation-dismiss-appeal = Le refus tient
moderation-remove = Retirer partout
moderation-ban = Exclure
moderation-unban = Réadmettre
moderation-note = Note
moderation-refresh = Regarder encore
moderation-look = Voir

moderation-form-remove = Retirer partout
moderation-form-ban = Exclure
moderation-form-note = Note
moderation-form-uphold = L’appel est juste
moderation-form-dismiss = Le refus tient
moderation-words-remove = Une phrase pour la personne (ou rien)
moderation-words-ban = Une phrase pour la personne (ou rien)
moderation-words-note = Seuls les modérateurs la lisent
moderation-words-uphold = Une réponse pour la personne (ou rien)
moderation-words-dismiss = Une réponse pour la personne (ou rien)
moderation-days = Jours

moderation-done-claim = ✋ C’est à toi.
moderation-done-uphold = ✅ Le dossier { $number } est décidé : c’était juste.
moderation-done-dismiss = ☁️ Le dossier { $number } est décidé : ce n’était pas juste.
moderation-done-remove = { $left ->
    [0] 🗑️ Les images ont disparu, partout.
    [one] 🗑️ Les images ont disparu. Un message est hors de ma portée ; supprime-le toi-même, s’il te plaît.
   *[other] 🗑️ Les images ont disparu. { $left } messages sont hors de ma portée ; supprime-les toi-même, s’il te plaît.
}
moderation-done-ban = 🚫 Exclue jusqu’au { $until }.
moderation-done-unban = 🔓 La personne peut redemander.
moderation-done-note = 📝 Noté.

moderation-gone = Ce dossier n’existe pas.
moderation-taken = Quelqu’un d’autre de la modération s’en occupe.
moderation-decided = C’est déjà décidé.
moderation-own = Il s’agit de toi. Quelqu’un d’autre doit décider.
moderation-no-pictures = Il n’y a pas d’images à retirer.
moderation-ban-days = Une exclusion dure { $limit } jours au plus.
moderation-too-long = Il faut des mots, { $limit } caractères au plus.

moderation-words-many = Il peut y avoir { $limit } mots ou expressions, de { $chars } caractères chacun.

moderation-alert-report = 🚩 Quelqu’un signale des images : **{ $category }**
moderation-alert-review = 🔎 Le filtre a laissé passer quelque chose, avec des doutes : **{ $category }**
moderation-alert-appeal = 🙋 Quelqu’un fait appel d’un refus : **{ $category }**

moderation-appeal = Faire appel
moderation-appeal-title = Appel
moderation-appeal-why = Pourquoi était-ce une erreur ?
moderation-appeal-help = Les modérateurs lisent ceci et ton texte
moderation-appeal-sent = Merci. Un modérateur va regarder, et je te dirai comment ça finit.
moderation-appeals-title = Ce que je t’ai refusé
moderation-appeals-nothing = Rien contre quoi tu pourrais faire appel.
moderation-appeals-choose = Faire appel contre…
moderation-appeal-possible = tu peux faire appel
moderation-appeal-removed = retiré par les modérateurs ; tu peux faire appel
moderation-appeal-waiting = attend un modérateur
moderation-appeal-upheld = ✅ tu avais raison
moderation-appeal-dismissed = le refus tient
moderation-appeal-moot = personne ne décide plus
moderation-appeal-empty = Dis, s’il te plaît, pourquoi c’était une erreur.
moderation-appeal-none = On ne peut pas faire appel de ça.
moderation-appealed = Tu as déjà fait appel de ça.
moderation-appeals-enough = Tu as fait { $limit } appels en un jour. Réessaie demain.
moderation-removed = Les modérateurs ont retiré des images que tu avais demandées :
moderation-outcome-upheld = Ton appel était juste : cela n’aurait pas dû être refusé. Ça ne compte plus contre toi.
moderation-outcome-dismissed = Un modérateur a examiné ton appel. Le refus tient :
moderation-outcome-moot = Personne ne décide plus de ton appel :
moderation-outcome-passes = Tu peux le redemander.

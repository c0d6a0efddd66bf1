asking-form-title = Que veux-tu que je peigne ?
asking-form-prompt = Prompt
asking-form-prompt-example = un fauteuil avocat sur la lune
asking-form-style = Style
asking-form-no-style = Aucun style
asking-form-top = Texte de mème en haut
asking-form-bottom = Texte de mème en bas

asking-reading = Je lis ton prompt…
asking-help = Mentionne-moi avec ce que tu veux voir, par exemple « un fauteuil avocat sur la lune », et je le peindrai neuf fois. Réponds à l’un de mes résultats en me mentionnant avec d’autres mots pour le modifier. `/{ commands-draw-name }` permet encore plus.
asking-no-words = Il n’y a pas de mots à peindre dans ce message.
asking-amend-private = Cette image est privée ; seule la personne qui l’a demandée peut la modifier.
asking-amend-not-yours = Sur ce serveur, seules la personne qui a demandé une image et la modération peuvent la modifier.

asking-cancelled = Annulé.
asking-posted-below = C’était un peu long. Voici tes images : { $link }
asking-sent-private = Tu as demandé ceci dans { $channel }, rien que pour toi. C’était si long que je ne pouvais plus te le montrer là-bas.
asking-sent-in-person = Tu as demandé ceci dans { $channel }, mais je ne peux plus rien y publier.

asking-place-view-channel = Avant de peindre, il me faut ici la permission **Voir le salon**.
asking-place-send-messages = Avant de peindre, il me faut ici la permission **Envoyer des messages**.
asking-place-send-messages-in-threads = Avant de peindre, il me faut ici la permission **Envoyer des messages dans les fils**.
asking-place-attach-files = Avant de peindre, il me faut ici la permission **Joindre des fichiers**.
asking-place-read-message-history = Avant de peindre, il me faut ici la permission **Voir les anciens messages**.
asking-place-locked = Ce fil est verrouillé, je ne pourrais donc pas y publier les images.
asking-form-without = Ce qu’on ne doit pas voir
asking-picture-alone = Il faut un prompt qui dise quoi faire de l’image.
asking-picture-lost = Discord ne m’a pas transmis l’image. Réessaie, s’il te plaît.
asking-prefer-title = Que veux-tu d’habitude ?
asking-prefer-spoiler = Spoiler
asking-prefer-spoiler-usual = Comme le serveur l’a choisi
asking-prefer-spoiler-on = Toujours masquer mes images
asking-prefer-spoiler-off = Les montrer directement
asking-prefer-saved = À partir de maintenant, sauf si tu dis autre chose :
asking-prefer-nothing = Tu n’as plus de préférences : tout est comme d’habitude.

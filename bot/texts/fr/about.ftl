# /help et /about. $draw et les autres sont des commandes sur lesquelles on peut cliquer.
about-help-title = Comment ça marche
about-help-ways =
    Tape { $draw } et quelques mots. Neuf images reviennent en un seul collage, et ses boutons font le reste.
    Tu peux aussi me mentionner, comme dans *{ $nonet } un chat en haut-de-forme*, ou choisir **Applications → { $menu }** sur n’importe quel message.
about-title = À propos de Nonet
about-what = Un prompt, neuf images, un collage. Nonet { $version } est un logiciel libre (licence MIT) que chacun peut héberger.
about-painter = Ici, c’est **{ $model }** qui peint. Sa licence : { $licence }.
about-model-small = C’est le modèle minuscule fourni avec Nonet. Il n’a vu que de petits dessins (les emojis de Noto, Twemoji et Fluent) et peint donc des autocollants sur des fonds simples. Il ne sait pas écrire, compte à peine, confond qui fait quoi et comprend surtout l’anglais. Les gens deviennent souvent des figures jaunes ; la nourriture, les sports et les fêtes viennent surtout d’Amérique du Nord, d’Europe et d’Asie de l’Est.
about-model-dalle = C’est un des modèles DALL·E Mini de 2022, qui a appris de millions d’images légendées du web. Les visages et les mains sont bizarres, le texte est illisible, et il comprend surtout l’anglais. Il a aussi appris les préjugés de ces images : sur le genre, la peau, l’âge, les métiers, les lieux.
about-model-other = De quoi il a appris, ce qu’il ne sait pas faire et quels préjugés il a, la personne qui gère ce Nonet peut te le dire.
about-limits = Toutes les images sont faites par un programme. Elles peuvent être fausses ou injustes ; ne les prends ni pour des faits ni pour des photos. Chaque fichier dit qu’il a été fait avec une IA. Si une image est nuisible, signale-la avec le bouton en dessous.
about-data =
    { $days ->
        [one] Tes prompts et leurs images sont conservés, les images un jour au plus.
       *[other] Tes prompts et leurs images sont conservés, les images { $days } jours au plus.
    } Les messages qui ne me mentionnent pas, je ne peux pas les lire. { $export } te donne tout ce qui est conservé sur toi, { $delete } le supprime.
about-unknown-licence = inconnue

# Lists of pictures (history, favourites, gallery, the best), cards shown again, prompts by chance.

library-history-title = Tes images
library-favourites-title = Tes favoris
library-gallery-title = Galerie de { $server }
library-history-empty = Il n’y a encore rien ici. Dessine quelque chose avec /{ commands-draw-name } !
library-favourites-empty = Pas encore de favoris. Appuie sur le cœur sous les images qui te plaisent.
library-gallery-empty = Il n’y a encore rien ici. Les images arrivent quand quelqu’un les publie ou les aime.
library-votes = ❤️ { $votes }
library-private = pour toi seulement
library-expired = Les images étaient trop anciennes et ont été supprimées.
library-newer = Plus récentes
library-older = Plus anciennes
library-open = En revoir une…
library-delete = En supprimer une…
library-changed = Il ne reste rien sur cette page.

library-best-day = Le meilleur des dernières 24 heures
library-best-week = Le meilleur des sept derniers jours
library-best-month = Le meilleur des 30 derniers jours
library-best-all = Le meilleur de tous les temps
library-best-empty = Personne n’a rien aimé pendant ce temps. Appuie sur le cœur sous les images qui te plaisent !

library-unknown-job = Il n’y a pas de demande de ce genre que tu puisses montrer. Choisis l’une des tiennes dans la liste.

library-random-title = Que dirais-tu de ça ?
library-random-draw = Dessiner
library-random-another = Autre chose

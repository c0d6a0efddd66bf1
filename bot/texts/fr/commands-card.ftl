commands-pick-picture-name = Choisir une image
commands-favourite-name = Favori
commands-delete-pictures-name = Supprimer les images
commands-report-pictures-name = Signaler les images

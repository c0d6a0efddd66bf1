commands-pick-picture-name = Elegir una imagen
commands-favourite-name = Favorita
commands-delete-pictures-name = Borrar las imágenes
commands-report-pictures-name = Denunciar las imágenes

commands-pick-picture-name = Escolher uma imagem
commands-favourite-name = Favorita
commands-delete-pictures-name = Excluir as imagens
commands-report-pictures-name = Denunciar as imagens

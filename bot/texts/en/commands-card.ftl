# The menu of messages that show pictures.

commands-pick-picture-name = Pick a picture
commands-favourite-name = Favourite
commands-delete-pictures-name = Delete pictures
commands-report-pictures-name = Report pictures

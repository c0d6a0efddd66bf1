commands-pick-picture-name = Bild aussuchen
commands-favourite-name = Favorit
commands-delete-pictures-name = Bilder löschen
commands-report-pictures-name = Bilder melden

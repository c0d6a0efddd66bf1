# Names and texts of commands about pictures that exist, and of /random.

commands-history-name = verlauf
commands-history-description = Sieh deine eigenen Bilder durch
commands-favourites-name = favoriten
commands-favourites-description = Sieh die Bilder durch, die dir gefallen
commands-gallery-name = galerie
commands-gallery-description = Sieh die Bilder dieses Servers durch
commands-best-name = bestenliste
commands-best-description = Sieh, was diesem Server am besten gefällt
commands-best-period-name = zeitraum
commands-best-period-description = Wie weit zurück
commands-best-period-choice-day = die letzten 24 Stunden
commands-best-period-choice-week = die letzten sieben Tage
commands-best-period-choice-month = die letzten 30 Tage
commands-best-period-choice-all = alle Zeiten
commands-show-name = zeigen
commands-show-description = Zeig Bilder noch einmal, in diesem Kanal
commands-show-job-name = auftrag
commands-show-job-description = Welche
commands-random-name = zufall
commands-random-description = Hol dir eine Idee, was du malen könntest

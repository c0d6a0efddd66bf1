# Names and texts of /party.

commands-party-name = party
commands-party-description = Partys zu einem Thema
commands-party-start-name = starten
commands-party-start-description = Gib eine Party zu einem Thema
commands-party-end-name = beenden
commands-party-end-description = Beende eine Party jetzt und sieh, wer gewonnen hat
commands-party-status-name = status
commands-party-status-description = Sieh, welche Partys laufen

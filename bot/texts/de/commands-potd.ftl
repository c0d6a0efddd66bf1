# Names and texts of /potd.

commands-potd-name = tagesprompt
commands-potd-description = Der Prompt des Tages
commands-potd-today-name = heute
commands-potd-today-description = Sieh den heutigen Prompt und deine Serie
commands-potd-suggest-name = vorschlagen
commands-potd-suggest-description = Schlag einen Prompt des Tages vor
commands-potd-suggest-prompt-name = prompt
commands-potd-suggest-prompt-description = Was gemalt werden soll
commands-potd-suggestions-name = vorschläge
commands-potd-suggestions-description = Stimm über Vorschläge von Mitgliedern ab
commands-potd-leaderboard-name = rangliste
commands-potd-leaderboard-description = Sieh, wer am meisten gewonnen hat
commands-potd-leaderboard-period-name = zeitraum
commands-potd-leaderboard-period-description = Wie weit zurück
commands-potd-leaderboard-period-choice-month = die letzten 30 Tage
commands-potd-leaderboard-period-choice-all = alle Zeiten
commands-potd-optout-name = unsichtbar
commands-potd-optout-description = Steh auf keiner Rangliste und in keinem Ergebnis
commands-potd-optin-name = sichtbar
commands-potd-optin-description = Steh wieder auf Ranglisten und in Ergebnissen
commands-potd-setup-name = einrichten
commands-potd-setup-description = Richte einen Prompt des Tages für diesen Server ein

# What /potd says.

potd-none = Hier gab es noch keinen Prompt des Tages. Wer den Server verwaltet, kann ihn mit /{ commands-settings-name } einrichten.
potd-not-voted = Du hast noch nicht abgestimmt.
potd-voted-entry = Du stimmst für einen Beitrag.
potd-card = Ansehen
potd-vote = Abstimmen
potd-opted-out = Ab jetzt stehst du auf keiner Rangliste und in keinem Ergebnis. Deine Stimmen zählen wie bisher.
potd-opted-in = Du darfst wieder auf Ranglisten und in Ergebnissen stehen.
potd-suggested-new = Danke! Die anderen können mit { $where } dafür stimmen.
potd-suggested-seconded = Die Idee hatte schon jemand, und sie hat jetzt deine Stimme: { $votes ->
    [one] 1 Stimme.
   *[other] { $votes } Stimmen.
}
potd-suggested-known = Der steht schon auf der Liste. Sein Tag kommt!
potd-suggested-rejected = Den wollte ein Moderator nicht.
potd-no-suggesting = Auf diesem Server kann man keinen Prompt des Tages vorschlagen.
potd-suggestions = Vorgeschlagene Prompts
potd-suggestions-none = Nichts wartet. Schlag etwas vor mit /{ commands-potd-name } { commands-potd-suggest-name }!
potd-suggestions-how = { $needed ->
    [one] Eine Stimme bringt einen Prompt auf die Liste.
   *[other] { $needed } Stimmen bringen einen Prompt auf die Liste.
}
potd-wish = Das will ich sehen …
potd-approve = Annehmen …
potd-reject = Ablehnen …
potd-moderators-only = Das dürfen nur Moderatoren.

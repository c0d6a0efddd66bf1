# What /potd says.

potd-none = There has been no prompt of the day here yet. Those who manage the server can set one up with /{ commands-settings-name }.
potd-not-voted = You have not voted yet.
potd-voted-entry = Your vote is for someone's entry.
potd-card = See it
potd-vote = Vote
potd-opted-out = You are named on no leaderboard and in no results from now on. Your votes count as before.
potd-opted-in = You may be named on leaderboards and in results again.
potd-suggested-new = Thank you! Others can vote for it with { $where }.
potd-suggested-seconded = Somebody had the same idea, and it has your vote now: { $votes ->
    [one] 1 vote.
   *[other] { $votes } votes.
}
potd-suggested-known = This one is on the list already. Its day will come!
potd-suggested-rejected = A moderator did not want this one.
potd-no-suggesting = Nobody can suggest a prompt of the day on this server.
potd-suggestions = Suggested prompts
potd-suggestions-none = Nothing is waiting. Suggest something with /{ commands-potd-name } { commands-potd-suggest-name }!
potd-suggestions-how = { $needed ->
    [one] One vote puts a prompt on the list.
   *[other] { $needed } votes put a prompt on the list.
}
potd-wish = I'd like to see…
potd-approve = Approve…
potd-reject = Reject…
potd-moderators-only = Only moderators may do that.

# Contests around the prompt of the day, and what parties have in common with them.

contest-heading = 🗓️ Prompt of the day
contest-title = 🗳️ Which one is best?
contest-ask = Press the number of the picture that you like best. You may change your mind until the end.
contest-how-thread = Remixes take part: draw in this thread, or press “{ card-again }”, “{ card-vary }” or “{ card-edit }” above.
contest-how-card = Remixes take part: press “{ card-again }”, “{ card-vary }” or “{ card-edit }” below the pictures.
contest-vote-for-this = Vote for this
contest-choose = Vote for someone's entry…
contest-no-entries = No entries yet
contest-over = The votes are counted.
contest-votes = { $votes ->
    [0] no votes yet
    [one] 1 vote
   *[other] { $votes } votes
}
contest-entries = { $entries ->
    [0] no entries
    [one] 1 entry
   *[other] { $entries } entries
}
contest-closes = ends { $when }

contest-voted-sample = Your vote is for picture { $number }.
contest-voted-entry = Your vote is for the entry of { $who }.
contest-may-change = You may change it; voting ends { $when }.
contest-voted-before = It was before, too; voting ends { $when }.
contest-late = It is too late: the votes have been counted.
contest-own = This entry is your own: the others vote for it. You can take it out.
contest-kept-out = Your vote would not count: you are banned here, or have asked Nonet to leave you alone.
contest-gone = This can't be voted for any more.
contest-take-out = Take it out
contest-taken-out = Your entry is out. The pictures stay where they are.
contest-not-yours = Only who has entered it can take it out.

contest-results = Results
contest-someone = someone
contest-sample = Picture { $number }
contest-no-votes = Nobody has voted this time.
contest-winners-gone = The pictures that won have been deleted.
contest-more = …and { $more } more.
contest-streak = 🔥 { $who } has taken part { $length } times in a row!
contest-alt-podium = The winners' pictures with medals, painted by AI: { $prompts }
contest-role-given = { $who } has the role { $role } until the next win.
contest-role-gone = -# The winner's role is gone.
contest-role-barred = -# I can't hand over { $role }: I need the permission Manage Roles, and a role above it.

contest-board = Leaderboard
contest-board-month = Leaderboard of the last 30 days
contest-board-all = Leaderboard of all time
contest-period-month = 30 days
contest-period-all = All time
contest-board-empty = Nobody has won anything in that time. Enter a remix, and vote!
contest-board-you = You: { $facts }
contest-board-nothing = nothing yet, but today is a good day to begin
contest-board-hidden = The others don't see you here. Change that with /{ commands-potd-name } { commands-potd-optin-name }.
contest-wins = { $wins ->
    [one] 1 win
   *[other] { $wins } wins
}
contest-podiums = { $podiums ->
    [one] 1 podium
   *[other] { $podiums } podiums
}
contest-in-a-row = 🔥 { $length } in a row
contest-longest = best streak { $length }
contest-badge-champion = ten wins
contest-badge-winner = a first win
contest-badge-podium = ten times on the podium
contest-badge-month = took part 30 times in a row
contest-badge-week = took part seven times in a row
contest-badge-regular = took part three times in a row

contest-channel-gone = The channel is gone, or takes no posts.
contest-alert-slot = The prompt of the day “{ $name }” was not posted in { $channel }: { $reason }
contest-alert-thread = I may not open threads in { $channel }, so the prompt of the day “{ $name }” goes without. I need the permission Create Public Threads there.

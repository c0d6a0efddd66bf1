# What moderators see in /moderation, and what people read who appeal.

moderation-title = Moderation
moderation-title-all = Moderation of all servers
moderation-which = Which cases?
moderation-which-open = Open cases
moderation-which-mine = Claimed by me
moderation-which-appeals = Appeals
moderation-empty-open = Nothing to decide. Enjoy the quiet.
moderation-empty-mine = You have claimed nothing.
moderation-empty-appeals = Nobody has appealed.
moderation-waiting = { $count ->
    [one] { $count } case here
   *[other] { $count } cases here
}
moderation-case = case { $number }
moderation-kind-report = reported { $when }
moderation-kind-review = the filter has doubts, { $when }
moderation-kind-appeal = appeal, { $when }
moderation-yours = ✋ Yours until { $until }
moderation-theirs = ✋ { $who } works on it until { $until }
moderation-decided-upheld = Decided: that was right.
moderation-decided-dismissed = Decided: that was wrong.
moderation-decided-removed = Decided: removed everywhere.
moderation-decided-moot = The pictures were deleted before anyone decided.
moderation-no-prompt = What was asked for is not kept.
moderation-no-picture = no pictures (any more)
moderation-someone = someone
moderation-was-removed = Moderators had removed these pictures.
moderation-filter = The filter says **{ $category }**, { $score } (policy { $policy }, version { $version })
moderation-more-reports = { $count ->
    [one] and { $count } more report
   *[other] and { $count } more reports
}
moderation-appeal-says = { $who } says: { $text }

moderation-category-sexual = Sexual
moderation-category-hate = Hate
moderation-category-harassment = Harassment
moderation-category-violence = Violence
moderation-category-self_harm = Self-harm
moderation-category-illegal = Crime
moderation-category-person_deception = False news of a person
moderation-category-personal_data = Private data
moderation-category-sexual_minors = Sexual, of minors
moderation-category-own_words = Words of this server

moderation-person = About { $who }:
moderation-person-clean = nothing is known against them here.
moderation-person-refused = { $count ->
    [one] { $count } refusal
   *[other] { $count } refusals
}
moderation-person-upheld = { $count ->
    [one] { $count } case decided against them
   *[other] { $count } cases decided against them
}
moderation-person-dismissed = { $count ->
    [one] { $count } case dismissed
   *[other] { $count } cases dismissed
}
moderation-person-score = suspicion { $score }
moderation-cause-upheld = reported rightly
moderation-cause-false = reported falsely
moderation-person-slowed = waits { $seconds } s between jobs
moderation-person-paused = paused until { $until }
moderation-person-banned-here = banned here until { $until }
moderation-person-banned-everywhere = banned everywhere until { $until }
moderation-noted = { $when }: { $text }

moderation-claim = Claim
moderation-uphold-report = The report is right
moderation-uphold-review = The filter is right
moderation-uphold-appeal = The appeal is right
moderation-dismiss-report = Harmless
moderation-dismiss-review = Harmless
moderation-dismiss-appeal = It stays refused
moderation-remove = Remove everywhere
moderation-ban = Ban
moderation-unban = Unban
moderation-note = Note
moderation-refresh = Look again
moderation-look = Look at it

moderation-form-remove = Remove everywhere
moderation-form-ban = Ban
moderation-form-note = Note
moderation-form-uphold = The appeal is right
moderation-form-dismiss = It stays refused
moderation-words-remove = A sentence for who asked (or nothing)
moderation-words-ban = A sentence for the person (or nothing)
moderation-words-note = Only moderators read it
moderation-words-uphold = An answer for the person (or nothing)
moderation-words-dismiss = An answer for the person (or nothing)
moderation-days = Days

moderation-done-claim = ✋ It is yours now.
moderation-done-uphold = ✅ Case { $number } is decided: that was right.
moderation-done-dismiss = ☁️ Case { $number } is decided: that was wrong.
moderation-done-remove = { $left ->
    [0] 🗑️ The pictures are gone, everywhere.
    [one] 🗑️ The pictures are gone. One message is out of my reach; please delete it yourself.
   *[other] 🗑️ The pictures are gone. { $left } messages are out of my reach; please delete them yourself.
}
moderation-done-ban = 🚫 Banned until { $until }.
moderation-done-unban = 🔓 They may ask again.
moderation-done-note = 📝 Noted.

moderation-gone = There is no such case.
moderation-taken = Another moderator works on this one.
moderation-decided = This has been decided already.
moderation-own = This is about you. Someone else must decide it.
moderation-no-pictures = There are no pictures to remove.
moderation-ban-days = A ban lasts up to { $limit } days.
moderation-too-long = That needs words, at most { $limit } characters.

moderation-words-many = There may be { $limit } words or phrases, each of { $chars } characters.

moderation-alert-report = 🚩 Someone reports pictures: **{ $category }**
moderation-alert-review = 🔎 The filter let something pass, with doubts: **{ $category }**
moderation-alert-appeal = 🙋 Someone appeals against a refusal: **{ $category }**

moderation-appeal = Appeal
moderation-appeal-title = Appeal
moderation-appeal-why = Why was it a mistake?
moderation-appeal-help = Moderators read this and your prompt
moderation-appeal-sent = Thank you. A moderator will look at it, and I'll tell you how it ended.
moderation-appeals-title = What I refused you
moderation-appeals-nothing = Nothing that you could appeal against.
moderation-appeals-choose = Appeal against…
moderation-appeal-possible = you can appeal
moderation-appeal-removed = removed by moderators; you can appeal
moderation-appeal-waiting = waits for a moderator
moderation-appeal-upheld = ✅ you were right
moderation-appeal-dismissed = it stays refused
moderation-appeal-moot = nobody decides any more
moderation-appeal-empty = Please say why it was a mistake.
moderation-appeal-none = There is no appeal against that.
moderation-appealed = You have appealed against that already.
moderation-appeals-enough = You have made { $limit } appeals within a day. Please try again tomorrow.
moderation-removed = The moderators have removed pictures that you asked for:
moderation-outcome-upheld = Your appeal was right: this should not have been refused. It no longer counts against you.
moderation-outcome-dismissed = A moderator has looked at your appeal. It stays refused:
moderation-outcome-moot = Nobody decides about your appeal any more:
moderation-outcome-passes = You can ask for it again.

# What stands on the cards of jobs, on their buttons and forms, and what is said after a press.

card-pick = Pick a picture…
card-pick-option = Picture { $number }
card-where-1 = top left
card-where-2 = top middle
card-where-3 = top right
card-where-4 = middle left
card-where-5 = in the middle
card-where-6 = middle right
card-where-7 = bottom left
card-where-8 = bottom middle
card-where-9 = bottom right

card-vary = Vary
card-again = Again
card-edit = Edit
card-more = More…
card-caption = Caption
card-share = Share
card-publish = Showcase
card-download = Download
card-report = Report
card-delete = Delete
card-erase = Delete for good
card-keep = Keep them
card-cancel = Cancel
card-original = Original
card-web-page = Web page

card-seed = seed `{ $seed }`
card-took-seconds = { $seconds } s
card-took-minutes = { $minutes } min
card-ai = AI-generated
card-varies = a variation of picture { $number }
card-follows = follows an earlier one
card-without = without { $things }
card-from-picture = goes on from a picture
card-sample = Picture { $number } of { $prompt }

card-waiting = Waiting for its turn.
card-place = { $place ->
    [one] Next in the queue.
   *[other] Number { $place } in the queue.
}
card-painting = { $percent } %
card-ready = ready { $when }

card-alt-collage = Nine pictures in a grid, painted by AI from the prompt: { $prompt }
card-alt-sample = Picture { $number } of nine, painted by AI from the prompt: { $prompt }
card-alt-caption = The caption says: { $caption }

card-which-pick = Which one should everyone see up close?
card-which-vary = Which one should the next nine start out like?
card-share-how = Tell the others:
card-delete-ask = The pictures go, here and everywhere they were posted, and nobody can bring them back. Delete them?

card-form-edit = Change the prompt
card-form-caption = Write on a picture
card-form-number = Picture
card-form-report = Report these pictures
card-form-reason = What is wrong with them?
card-form-text = In your own words
card-reason-harmful = Hateful, violent or cruel
card-reason-sexual = Sexual
card-reason-person = Shows a real person in a bad or false way
card-reason-prejudice = Repeats a prejudice
card-reason-other = Something else

card-favourite-added = It is one of your favourites now.
card-favourite-removed = It is none of your favourites any more.
card-published = It is in the showcase: { $link }
card-deleted = The pictures are deleted.
card-deleted-but = { $left ->
    [one] The pictures are deleted. One message is out of my reach; please delete it yourself.
   *[other] The pictures are deleted. { $left } messages are out of my reach; please delete them yourself.
}
card-reported = Thank you. The moderators will look at it.

card-gone = These pictures have been deleted.
card-expired = These pictures are too old: they have been removed. “Again” paints new ones.
card-no-pictures = There are no pictures of this one.
card-private = These pictures are for someone else alone.
card-not-yours = On this server, only the requester and moderators may press these buttons. The heart and “More…” are for everyone.
card-owners-only = Only the requester and moderators may do that.
card-no-tokens = Pictures of this model can't be varied.
card-enough = You have posted { $limit } pictures of this one. That should do.
card-too-late = It is too late to cancel this one.
card-no-caption = A caption needs some words.
card-no-reason = Please choose what is wrong.
card-reports-enough = You have sent { $sent } reports within an hour. Please try again later.
card-share-private = Private pictures can't be shared by a link.
card-publish-private = Private pictures stay private.
card-shown-already = It is in the showcase already.
card-no-showcase = There is no showcase for these pictures. Those who manage the server can choose a channel with /{ commands-settings-name }.
card-showcase-gone = The showcase channel is gone. Those who manage the server can choose another with /{ commands-settings-name }.
card-showcase-closed = I may not post pictures in #{ $channel }.
card-showcase-age = These pictures are from an age-restricted channel, and the showcase is not one.
card-age = These pictures are from an age-restricted channel, and this one is not.
card-no-post = This message is none of my pictures.

# What stands on result cards, on their buttons, and what comes after a press.

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
card-favourite = Favourite
card-more = More…
card-caption = Caption
card-share = Share
card-publish = Showcase
card-download = Download all nine
card-report = Report
card-delete = Delete
card-cancel = Cancel

card-seed = seed `{ $seed }`
card-took-seconds = { $seconds } s
card-took-minutes = { $minutes } min
card-ai = AI-generated
card-varies = a variation of picture { $number }
card-follows = follows an earlier one
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

commands-draw-name = draw
commands-draw-description = Nine pictures of whatever you think of
commands-draw-prompt-name = prompt
commands-draw-prompt-description = What to paint; leave it out to open a form
commands-draw-style-name = style
commands-draw-style-description = What it should look like
commands-draw-seed-name = seed
commands-draw-seed-description = The same number gives the same pictures again
commands-draw-model-name = model
commands-draw-model-description = Who paints
commands-draw-private-name = private
commands-draw-private-description = Show the pictures to you only
commands-draw-spoiler-name = spoiler
commands-draw-spoiler-description = Cover the pictures until someone clicks them

commands-draw-this-name = Draw this

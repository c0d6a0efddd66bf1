# Lists of pictures (history, favourites, gallery, the best), cards shown again, prompts by chance.

library-history-title = Your pictures
library-favourites-title = Your favourites
library-gallery-title = Gallery of { $server }
library-history-empty = Nothing here yet. Draw something with /{ commands-draw-name }!
library-favourites-empty = No favourites yet. Press the heart below pictures that you like.
library-gallery-empty = Nothing here yet. Pictures come in when they are published or somebody likes them.
library-votes = ❤️ { $votes }
library-private = only for you
library-expired = The pictures are too old and have been removed.
library-newer = Newer
library-older = Older
library-open = Show one of them again…
library-delete = Delete one of them…
library-changed = Nothing is left on this page.

library-best-day = The best of the last 24 hours
library-best-week = The best of the last seven days
library-best-month = The best of the last 30 days
library-best-all = The best of all time
library-best-empty = Nobody has liked anything in that time. Press the heart below pictures that you like!

library-unknown-job = There is no such job that you could show. Choose one of your own from the list.

library-random-title = How about this?
library-random-draw = Draw it
library-random-another = Another one

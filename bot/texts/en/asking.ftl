asking-form-title = What shall I paint?
asking-form-prompt = Prompt
asking-form-prompt-example = an avocado armchair on the moon
asking-form-style = Style
asking-form-no-style = No style
asking-form-top = Meme text at the top
asking-form-bottom = Meme text at the bottom

asking-reading = Reading your prompt…
asking-help = Mention me with what you'd like to see, like “an avocado armchair on the moon”, and I'll paint it nine times. Reply to one of my results and mention me with more words to change it. `/{ commands-draw-name }` can do even more.
asking-no-words = There are no words in this message that I could paint.
asking-amend-private = That picture is private; only the person who asked for it can change it.
asking-amend-not-yours = On this server, only the person who asked for a picture, and moderators, can change it.

asking-cancelled = Cancelled.
asking-posted-below = That took a while. Here are your pictures: { $link }
asking-sent-private = You asked for this in { $channel }, for your eyes only. That took so long that I couldn't show it there any more.
asking-sent-in-person = You asked for this in { $channel }, but I can't post there any more.

asking-place-view-channel = I need the permission **View Channel** here before I can paint.
asking-place-send-messages = I need the permission **Send Messages** here before I can paint.
asking-place-send-messages-in-threads = I need the permission **Send Messages in Threads** here before I can paint.
asking-place-attach-files = I need the permission **Attach Files** here before I can paint.
asking-place-read-message-history = I need the permission **Read Message History** here before I can paint.
asking-place-locked = This thread is locked, so I couldn't post the pictures in it.
asking-form-without = What they should not show
asking-picture-alone = A picture needs a prompt that says what to make of it.
asking-picture-lost = Discord didn't hand over the picture. Please try again.
asking-prefer-title = What do you usually want?
asking-prefer-spoiler = Spoiler covers
asking-prefer-spoiler-usual = As the server has chosen
asking-prefer-spoiler-on = Always cover my pictures
asking-prefer-spoiler-off = Show them openly
asking-prefer-saved = From now on, unless you say otherwise:
asking-prefer-nothing = You have no lasting wishes now: everything is as usual.

commands-help-name = help
commands-help-description = See how it works
commands-about-name = about
commands-about-description = See who paints, and what you should know about it

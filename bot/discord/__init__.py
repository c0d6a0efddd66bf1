"""The Discord front. Its rooms, each knowing only those below it:

connection  logging in, staying connected, commands and presence; the client hands every event to a room
commands    one file for each command or menu: it parses, calls a room below, and shows what comes back
album       lists that people leaf through;  panel: the page of settings for those who manage a server
moderating  the queue of moderators, and appeals
pressing    what buttons and forms on cards do, and for whom
daily       prompts of the day and parties: where they are posted, their votes, their results
voting      who likes what, and the showcase
removal     taking back what was posted
asking      how commands, mentions and forms become jobs, and where that is allowed
delivery    how a job gets on, and how its result gets to where it was asked for
card        what messages look like: cards, panels, escaped text, pictures as files
speaking    in which language, and what is said when something goes wrong

`front.py` is what the pipeline sees of it all, `desk.py` what the rooms see of the pipeline, `limits.py` what
Discord takes. `parts.py` lists every cog and button; `forms.py` and `items.py` let them outlive restarts.
"""

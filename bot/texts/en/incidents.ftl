# When something goes wrong. $incident is the number under which the operator finds it in the log.
incidents-broken = Something broke on our side. Please try again. If it happens again, tell the operator this number: `{ $incident }`.
incidents-storage = Nonet can't keep anything just now. Please try again in a while. (`{ $incident }`)
incidents-painter = The service that paints can't be reached just now. Please try again in a while. (`{ $incident }`)
incidents-discord = Discord didn't accept that. Please try again. If it happens again, tell the operator this number: `{ $incident }`.
incidents-forbidden = Discord doesn't let me do that here. Someone who manages this server can check my permissions.
incidents-gone = What this was about isn't there any more.
incidents-cooldown =
    { $seconds ->
        [one] Not so fast: please try again in a second.
       *[other] Not so fast: please try again in { $seconds } seconds.
    }
incidents-servers-only = This works on servers only.
incidents-not-for-you = Only some people may do that, and you aren't one of them.
incidents-you-may-not = For that you need: { $permissions }.
incidents-i-may-not = For that I need: { $permissions }.
incidents-bad-value = I can't use one of the values as it is.
incidents-outdated = This command has just changed. Please try again in a minute, or reload Discord.
incidents-permission-attach-files = Attach Files
incidents-permission-embed-links = Embed Links
incidents-permission-manage-guild = Manage Server
incidents-permission-manage-messages = Manage Messages
incidents-permission-read-message-history = Read Message History
incidents-permission-send-messages = Send Messages
incidents-permission-send-messages-in-threads = Send Messages in Threads
incidents-permission-view-channel = View Channel

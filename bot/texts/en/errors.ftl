# Why a request becomes no job, or a job no pictures.
error-nets = The content filter is out of order just now, and without it I paint nothing. Try again in a minute.
error-storage = Nonet can't keep anything just now. Please try again in a while.
error-channel-denied = Pictures can't be asked for in this channel. Try another one.
error-model = I don't know this model. I have: { $models }.
error-style = I don't know this style. I have: { $styles }.
error-parent-gone = The picture that you want to go on from is gone. Draw it again first.
error-vary-model = This picture can't be varied: its model doesn't keep what that needs.
error-picture-large = This picture is too large: I take up to { $limit } MB.
error-picture-unread = I can't read this picture. A PNG, JPEG or WebP file will do.
error-picture-refused = I can't go on from this picture.
error-picture-unjudged = I couldn't check this picture, so I can't go on from it. Try again later.
error-prompt-empty = There is nothing to paint in this prompt. Describe a picture in a few words.
error-prompt-long = Your prompt has { $chars } characters; I take up to { $limit }.
error-seed = A seed is a whole number from 0 to { $highest }.
error-caption-long = Your caption has { $chars } characters; I take up to { $limit }.
error-caption-letters = I can't set { $letters } in a caption yet. Latin, Greek and Cyrillic letters, digits, punctuation and emoji work.
error-caption-small =
    { $chars ->
        [one] This picture is too small for a caption.
       *[other] This picture is too small for a caption of { $chars } characters.
    }

error-quota-waiting =
    { $limit ->
        [one] You have a job on the way already. Ask again when it is finished.
       *[other] You have { $limit } jobs on the way already. Ask again when one is finished.
    }
error-quota-hour =
    { $minutes ->
        [one] That was a lot for one hour ({ $limit }). Ask again in a minute.
       *[other] That was a lot for one hour ({ $limit }). Ask again in { $minutes } minutes.
    }
error-quota-slowed =
    { $seconds ->
        [one] Too much of what you asked for was refused lately. Ask again in a second.
       *[other] Too much of what you asked for was refused lately. Ask again in { $seconds } seconds.
    }
error-quota-channel-cooldown =
    { $seconds ->
        [one] Not so fast: in this channel you can ask again in a second.
       *[other] Not so fast: in this channel you can ask again in { $seconds } seconds.
    }
error-quota-server-cooldown =
    { $seconds ->
        [one] Not so fast: on this server you can ask again in a second.
       *[other] Not so fast: on this server you can ask again in { $seconds } seconds.
    }
error-quota-channel-waiting =
    { $limit ->
        [one] This channel has a job on the way already. Ask again when it is finished.
       *[other] This channel has { $limit } jobs on the way already. Ask again when one is finished.
    }
error-quota-channel-hour =
    { $minutes ->
        [one] This channel has had its pictures for this hour ({ $limit }). Ask again in a minute.
       *[other] This channel has had its pictures for this hour ({ $limit }). Ask again in { $minutes } minutes.
    }
error-quota-server-waiting =
    { $limit ->
        [one] This server has a job on the way already. Ask again when it is finished.
       *[other] This server has { $limit } jobs on the way already. Ask again when one is finished.
    }
error-quota-server-hour =
    { $minutes ->
        [one] This server has had its pictures for this hour ({ $limit }). Ask again in a minute.
       *[other] This server has had its pictures for this hour ({ $limit }). Ask again in { $minutes } minutes.
    }
error-quota-queue = The queue is full just now. Ask again in a few minutes.

error-refused-opt-out = You have asked Nonet to leave you alone. Opt in again if you want pictures.
error-refused-ban = You can't ask for pictures until { $until }.
error-refused-ban-reason = You can't ask for pictures until { $until }. { $reason }
error-refused-server-ban = The moderators of this server let you ask for no pictures here until { $until }.
error-refused-server-ban-reason = The moderators of this server let you ask for no pictures here until { $until }. { $reason }
error-refused-pause = Too much of what you asked for was refused. You can ask for pictures again from { $until } on.
error-refused-sexual = I don't paint sexual or nude pictures here. Try another subject. If this is a mistake, appeal with /{ commands-appeal-name }.
error-refused-hate = I don't paint pictures that demean people for who they are. Try another subject. If this is a mistake, appeal with /{ commands-appeal-name }.
error-refused-harassment = I don't paint pictures made to insult or threaten someone. Try another subject. If this is a mistake, appeal with /{ commands-appeal-name }.
error-refused-violence = I don't paint cruelty or gore here. Try other words. If this is a mistake, appeal with /{ commands-appeal-name }.
error-refused-self_harm = I don't paint suicide or self-harm. If you are thinking of hurting yourself: you matter, and you don't have to carry this alone. Please talk to someone you trust or to a helpline; findahelpline.com lists one for your country. If this is a mistake, try other words or appeal with /{ commands-appeal-name }.
error-refused-illegal = I don't paint pictures that help with crimes. Try another subject. If this is a mistake, appeal with /{ commands-appeal-name }.
error-refused-person_deception = I don't paint pictures made to pass as real news of a person. Try something nobody could take for real. If this is a mistake, appeal with /{ commands-appeal-name }.
error-refused-personal_data = I don't paint people's private data. Leave it out and try again. If this is a mistake, appeal with /{ commands-appeal-name }.
error-refused-sexual_minors = I never paint anybody young in a sexual way. Choose another subject.
error-refused-own_words = The rules of this place don't allow a word in this prompt. Try other words. If this is a mistake, appeal with /{ commands-appeal-name }.

error-failed-given-up = I tried several times to paint this and failed. Ask again, or try other words.
error-failed-service = The service that paints for me refuses this. Other words may help.
error-failed-pictures = What I painted for this prompt can't be shown here. Other words may help.
error-failed-unjudged = I couldn't check the pictures, so I show none. Try again later.
error-failed-cancelled = This job was cancelled.

error-schedule-weekdays = Choose at least one day.
error-schedule-zone = I know no time zone “{ $zone }”. Write it like Europe/Berlin or UTC.
error-schedule-time = “{ $time }” is no time of day. Write it like 09:30.
error-schedule-many = There are { $limit } of them already. Remove one first.
error-schedule-name = A name has 1 to { $limit } characters.
error-schedule-vote = A vote may last { $limit } hours at the most.
error-schedule-config = The operator has set up this one. Only they can change or remove it.
error-schedule-gone = That one is gone.

# /help and /about. $draw and the like are commands that can be clicked.
about-help-title = How it works
about-help-ways =
    Type { $draw } and a few words. Nine pictures of them come back as one collage, and its buttons do the rest.
    You can also mention me, as in *{ $nonet } a cat in a top hat*, or choose **Apps → { $menu }** on any message.
about-title = About Nonet
about-what = One prompt, nine pictures, one collage. Nonet { $version } is free software (MIT licence) that anyone can host.
about-painter = Here, **{ $model }** paints. Its licence: { $licence }.
about-model-small = It is the tiny model that comes with Nonet. It has only seen little drawings (the emoji of Noto, Twemoji and Fluent), so it paints stickers on simple backgrounds. It can't write, hardly counts, mixes up who does what, and understands English best. People mostly come out as yellow figures; food, sports and holidays lean to North America, Europe and East Asia.
about-model-dalle = It is one of the DALL·E Mini models of 2022, which learned from millions of pictures and captions of the web. Faces and hands come out odd, text can't be read, and it understands English best. Whatever prejudices those pictures held, it has learned too: about gender, skin, age, professions, places.
about-model-other = What it has learned from, what it can't do and which prejudices it has, whoever runs this Nonet can tell you.
about-limits = All pictures are made by a program. They can be wrong or unfair; don't take them for facts or photographs. Each file says inside that it was made with AI. If a picture is harmful, report it with the button below it.
about-data =
    { $days ->
        [one] Your prompts and their pictures are stored, the pictures for a day at most.
       *[other] Your prompts and their pictures are stored, the pictures for { $days } days at most.
    } Messages that don't mention me I can't read. { $export } gives you all that is stored about you, { $delete } deletes it.
about-unknown-licence = unknown

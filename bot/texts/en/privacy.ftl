# What is stored about a person, and how it goes.

privacy-export = Here is what Nonet stores about you: `data.json` with your requests, votes, reports, refused prompts and settings, and your pictures, newest first, as many as fit into the file.

privacy-delete-sure = **Delete everything that Nonet stores about you?**
    These go for good: your requests with their prompts and pictures, your posts in all channels as far as they can be reached, your favourites and votes, your reports.
    These stay: that you have opted out, if you have; a ban, and that too much was refused to you, for as long as that lasts; for your quota, for one hour, that you asked for something, but not for what; and for moderators, that something was refused or reported, but not whose it was or what.
privacy-delete-yes = Delete everything
privacy-delete-no = Keep everything
privacy-kept = Nothing was deleted.
privacy-begun = Deleting everything…
privacy-deleting = Your data is gone. Now your posts: { $done } of { $total }…
privacy-deleted = Everything is deleted, { $removed ->
    [0] without a single post to remove.
    [one] with 1 post.
   *[other] with { $removed } posts.
}
privacy-posts-left = { $left ->
    [one] 1 post is where I can't reach it any more; please delete it yourself if you can.
   *[other] { $left } posts are where I can't reach them any more; please delete them yourself if you can.
}

privacy-opted-out = From now on, Nonet takes no requests from you and answers no mention of yours. What is stored stays until /{ commands-privacy-name } { commands-privacy-delete-name }. You come back by /{ commands-privacy-name } { commands-privacy-optin-name }.
privacy-opted-in = Welcome back! Nonet takes your requests again.

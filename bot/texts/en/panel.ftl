panel-title = Nonet on this server
panel-intro = Choose a page below. Every change counts at once.
panel-goto = Go to a page
panel-none = Nothing yet
panel-count = { $count ->
    [one] { $count } entry
   *[other] { $count } entries
}
panel-page-overview = Overview
panel-page-channels = Channels
panel-page-safety = Safety
panel-page-moderators = Moderators
panel-page-cards = Pictures and buttons
panel-page-quotas = Quotas
panel-page-showcase = Showcase
panel-page-styles = Styles
panel-page-daily = Prompt of the day

panel-channels-help = Where may members draw? If you allow some channels, all others are closed. Threads follow their channel.
panel-channels-allow = Only in these channels
panel-channels-deny = Never in these channels
panel-channels-all = everywhere
panel-channels-some = { $count ->
    [one] in { $count } channel only
   *[other] in { $count } channels only
}
panel-channels-but = { $count ->
    [one] everywhere but in { $count } channel
   *[other] everywhere but in { $count } channels
}

panel-safety-help = How strict is the filter here?
panel-policy = How strict the filter is
panel-policy-as-set = As the operator has set it
panel-policy-as-set-help = The usual choice
panel-policy-strict = Strict
panel-policy-strict-help = For schools and families
panel-policy-standard = Standard
panel-policy-standard-help = For most servers
panel-policy-relaxed = Relaxed
panel-policy-relaxed-help = For adults, in age-restricted channels only; some things stay refused
panel-levels = Other levels for single categories
panel-level-strict = Strict in…
panel-level-standard = Standard in…
panel-level-relaxed = Relaxed in… (age-restricted channels only)
panel-people = Real people by name
panel-people-as-set = As strict as the filter
panel-people-on = Never in demeaning or false scenes
panel-people-off = Allowed in age-restricted channels
panel-words = Words of this server
panel-words-refused = Refused here: { $words }
panel-words-allowed = Harmless here: { $words }
panel-words-refused-field = Refuse these words
panel-words-allowed-field = These words are harmless
panel-words-help = A word or phrase on each line

panel-moderators-help = Who looks after what was reported? A role also needs /{ commands-moderation-name } in Server Settings → Integrations, or the alerts.
panel-moderator-role = Role that moderates
panel-alert-channel = Channel that is told of new cases
panel-keep-out = Keep someone out
panel-let-in = Let someone in again
panel-member = Member { $id }
panel-kept-out = Kept out here:
panel-retention = How long pictures are kept
panel-retention-as-set = As long as the operator has set
panel-retention-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
}

panel-cards-help = What members see, and which buttons they may press.
panel-spoiler = Spoiler covers
panel-spoiler-off = Pictures are shown openly
panel-spoiler-on = Pictures are covered as spoilers
panel-cover-channels = Always cover pictures in these channels
panel-cover-roles = Always cover the pictures of these roles
panel-pressers = Who may press the buttons
panel-pressers-everyone = Everyone may press the buttons
panel-pressers-requester = Only the requester and moderators may
panel-language = Language of public messages
panel-language-as-set = As Discord says for this server

panel-quotas-help = How much may be drawn here. A channel's or the server's quota is shared by all; a role's is for each member who has it.
panel-quota-channel = Set a channel's quota
panel-quota-role = Set a role's quota
panel-quota-server = Set the whole server's quota
panel-quota-drop = Remove a quota
panel-quota-whole-server = the whole server
panel-quota-of-channel = Channel { $id }
panel-quota-of-role = Role { $id }
panel-limit-per-hour = { $count } an hour
panel-limit-waiting = { $count } waiting at once
panel-limit-cooldown = { $count } s between two
panel-limit-tier = tier { $tier }
panel-quota-title = Quota
panel-quota-per-hour = Jobs an hour (empty: no limit)
panel-quota-waiting = Jobs waiting at once (empty: no limit)
panel-quota-cooldown = Seconds between jobs of a person
panel-quota-tier = Tier of this role (empty: none)
panel-no-tier = There is no tier “{ $tier }”. There are: { $tiers }.
panel-no-number = “{ $text }” is not a whole number from { $least } to { $limit }.

panel-showcase-help = Members' favourites go to a channel of their own, by hand or when enough people like them.
panel-showcase-channel = Showcase channel (none: no showcase)
panel-showcase-votes = Votes that bring a picture there
panel-votes-none = Only by hand
panel-votes = { $count ->
    [one] { $count } vote
   *[other] { $count } votes
}

panel-styles-help = Styles that members can choose here, besides those that come with Nonet.
panel-style-add = Add a style
panel-style-drop = Remove a style
panel-style-title = A style of your own
panel-style-name = Name
panel-style-words = Words that it adds to the prompt
panel-style-words-help = For example: as a stained glass window
panel-style-empty = A style needs a name and words.
panel-styles-full = A server has at most { $limit } styles. Remove one first.

"""The queue of moderators in Discord, and appeals; what is decided there, `bot.moderating` does."""

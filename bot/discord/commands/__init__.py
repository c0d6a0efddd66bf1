"""What people ask of the bot by slash commands and menus: one cog for each subject."""

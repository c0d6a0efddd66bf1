"""What Discord takes at the most. How much of it people may use, the settings say (`bot.settings`)."""

CARD_UNITS = 4_000
"""All texts of a message with a layout together, in UTF-16 units."""
ALT_TEXT_CHARS = 1_024
MENU_OPTIONS = 25
"""Options of a menu, channels to choose, and choices offered while someone types."""
OPTION_CHARS = 100
"""Name of an option or choice, in UTF-16 units."""
LINK_CHARS = 512
"""Address behind a button."""
ROW_BUTTONS = 5
REQUEST_BYTES = 24_000_000
"""All files of a message; it is 25 MiB with everything around them."""

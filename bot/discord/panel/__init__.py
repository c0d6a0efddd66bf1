"""The settings panel, in which those who manage a server choose how the bot behaves there."""

"""Prompts of the day and parties: where they are posted, and the contests around them."""

"""Prompts for people who can't think of any."""

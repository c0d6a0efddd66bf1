"""How prompts come in, from whom and where."""

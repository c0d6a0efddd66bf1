"""From a prompt to the text tokens of DalleBart."""

"""The web page: a front of its own."""

"""A small Discord of our own on loopback, REST and gateway, and what our bot is measured with on it."""

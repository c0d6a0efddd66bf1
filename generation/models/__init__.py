"""Text-to-image models that the service can load."""

"""What may be asked and shown."""

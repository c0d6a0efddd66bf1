"""What members like, and the showcase of what they like most."""

"""X (Twitter): mentions come in, replies with nine pictures go out."""

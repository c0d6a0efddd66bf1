"""What cards and other messages look like, and the texts and pictures on them."""

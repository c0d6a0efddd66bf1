"""Taking back what was posted, and all that is stored of a person."""

"""Messages that show jobs, and the buttons on them."""

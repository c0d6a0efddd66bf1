"""In which language something is said, and what is said when something goes wrong."""

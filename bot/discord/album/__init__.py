"""Lists of pictures that people leaf through."""

"""The panel's pages, one in each file: what it shows, what its items change, what its forms ask."""

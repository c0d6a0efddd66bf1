"""One prompt of the day in the panel: what it is, when it comes next, and what its managers do with it."""

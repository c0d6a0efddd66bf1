"""What can go wrong in this room."""


class DatabaseError(Exception):
    """The database can't be reached, read or written; the text is fit for a person to read."""


class LeaseLostError(Exception):
    """Another worker has taken the work, or it was cancelled: what this worker has made of it is void."""

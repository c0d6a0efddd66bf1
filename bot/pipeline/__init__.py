"""One job, from a request to its delivery."""

"""The client: logging in, staying connected, what Discord is told of us and what we hear of servers."""

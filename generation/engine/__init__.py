"""The engine: one model in one thread, kept busy with requests that take turns."""

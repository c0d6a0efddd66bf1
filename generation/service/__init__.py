"""The generation service: a process that answers the OpenAI Images API."""

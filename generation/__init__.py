"""The shared generation service: models, engine, HTTP API and client."""

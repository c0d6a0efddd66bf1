"""X (Twitter) as far as Nonet meets it: a stand-in, and what is measured on it."""

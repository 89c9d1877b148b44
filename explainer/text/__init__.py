"""Words, numbers and dates in texts, and their places."""

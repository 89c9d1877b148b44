"""Words, numbers and dates: what a text says, and where."""

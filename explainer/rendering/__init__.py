"""Pages become HTML through one Jinja environment, and their links are checked."""

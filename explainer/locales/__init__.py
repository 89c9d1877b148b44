"""The text of the interface: one catalogue for each language."""

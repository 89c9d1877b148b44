"""The words of the interface: one catalogue for each language."""

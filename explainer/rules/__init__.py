"""The rules that hold every fact against its source."""

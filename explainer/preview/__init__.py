"""The editor's live preview on a local port."""

"""The editor's desk: what is proposed for words of a source, and how records and prose are written to files."""

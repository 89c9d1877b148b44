"""What an explainer is made of: records, sources, pages, read into typed values."""

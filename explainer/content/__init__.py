"""The content of an explainer: records, sources and pages, read into typed values."""

"""What helps editors write: canonical format, scaffolds, citations, schemas, a first explainer."""

"""The formats that editors write: YAML with positions, Markdown, GeoJSON."""

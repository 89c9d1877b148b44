"""Geometry and drawings: charts, maps, labels, share images."""

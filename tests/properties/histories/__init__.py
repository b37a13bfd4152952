"""Random histories against what must always hold."""

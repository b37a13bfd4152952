"""A device library that knows cards and paper, not certificates. Knows nothing of the office."""

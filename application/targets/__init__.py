"""Bases, targets and counts from lists of sources."""

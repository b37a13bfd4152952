"""Bases, targets and counts that the office is given, and the clock of its service."""

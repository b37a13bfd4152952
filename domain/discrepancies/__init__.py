"""Mismatches that somebody must explain and somebody else must close."""

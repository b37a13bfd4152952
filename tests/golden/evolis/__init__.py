"""Bytes of the Evolis dialect, written out by hand."""

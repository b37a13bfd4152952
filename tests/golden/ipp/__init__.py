"""Bytes of IPP, written out by hand."""

"""Boxes of blanks: where every blank is, and the identity that must hold."""

"""Blanks by place, box by box, serial by serial."""

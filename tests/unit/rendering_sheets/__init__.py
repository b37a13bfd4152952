"""Layouts of the paper documents and of the child card."""

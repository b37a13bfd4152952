"""Printers made of software, each a process of its own."""

"""Importing lists."""

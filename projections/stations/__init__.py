"""Stations, their printers and shifts."""

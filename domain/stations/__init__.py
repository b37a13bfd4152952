"""Stations, their journals and shifts: what a journal entry says and what follows."""

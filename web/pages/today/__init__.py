"""`/` Hari ini: what waits, how the day goes, and what has changed."""

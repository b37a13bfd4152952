"""Old cards handed in."""

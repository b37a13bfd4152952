"""Ways to move bytes to a device and back; they know no meaning."""

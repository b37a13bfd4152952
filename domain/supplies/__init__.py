"""Ribbon and film: deliveries of rolls, and the printers that they go into."""

"""Daemons: station, projector. Speaks HTTP to the centre and bytes to printers; never imports web."""

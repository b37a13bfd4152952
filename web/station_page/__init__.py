"""The page on loopback at the printer: shift, look, count; it works with the centre gone."""

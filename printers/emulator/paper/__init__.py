"""A printer of A4 sheets that speaks IPP on loopback, and can misbehave."""

"""The Evolis escape command set (A5013 Programming Guide)."""

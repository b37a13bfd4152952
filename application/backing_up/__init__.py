"""A copy of an installation in two parts, taken while it works, and put back."""

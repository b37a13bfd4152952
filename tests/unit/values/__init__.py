"""Values of the field."""

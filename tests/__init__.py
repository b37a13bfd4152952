"""All tests, by tier."""

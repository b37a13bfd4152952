"""Persons whose personal data was destroyed."""

"""Recordings of a person and what the central register says of them."""

"""Tests of the tier support."""

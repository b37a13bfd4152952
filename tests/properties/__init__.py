"""Tests of the tier properties."""

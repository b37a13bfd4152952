"""Tests of the tier contracts."""

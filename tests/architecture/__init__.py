"""Tests of the tier architecture."""

"""Tests of the tier golden."""

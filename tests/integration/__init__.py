"""Tests of the tier integration."""

"""Devices, without the office."""

"""Prometheus metrics, health and logs. Read by entry points, called by nothing below."""

"""Staff and station pages, and the JSON API that stations speak.

Reads projections, writes through use cases; never opens a device.
"""

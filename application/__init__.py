"""Use cases, ports, the Registry, personal-data encryption, importing and rendering.

Knows no web page and no daemon.
"""

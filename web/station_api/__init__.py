"""The HTTP API that stations speak. Every request is signed, and nothing here is a page."""

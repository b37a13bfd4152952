"""Read models: tables, projector, queries; the batch runner and rebuild. Knows no web page."""

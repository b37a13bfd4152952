"""The event store: the library's application with our mapper, recorder and one decoder."""

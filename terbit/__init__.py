"""Settings, wiring and the command line: the only name that an operator types."""

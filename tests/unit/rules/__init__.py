"""Rules, states and tables, without any I/O."""

"""Languages of devices: bytes in, meanings out; no I/O."""

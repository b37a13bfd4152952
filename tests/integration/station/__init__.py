"""The station daemon against a real centre and a real pty."""

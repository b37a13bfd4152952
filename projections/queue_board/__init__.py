"""The print queue: every job with its IPP state and reasons."""

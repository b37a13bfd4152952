"""Print jobs: the order to print one document, its leases and attempts."""

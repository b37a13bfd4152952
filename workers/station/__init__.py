"""The station daemon: leases, one card at a time, a signed journal, and a link that may be gone."""

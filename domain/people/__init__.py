"""Staff accounts, postings and the one permission function."""

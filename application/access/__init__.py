"""Who may sign in: accounts, passwords, sessions, one-time codes. Rights are postings, not here."""

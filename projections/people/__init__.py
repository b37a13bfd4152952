"""Offices, accounts and postings, as sign-in and the place switcher need them."""

"""What joins a dialect to a transport, or to a person, and answers for the outcome."""

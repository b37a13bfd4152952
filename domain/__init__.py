"""What the office knows and decides: events, states, rules. No I/O, no clock, no randomness."""

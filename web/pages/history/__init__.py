"""What auditors read: events, states as of a moment, differences, proofs, exports, checks."""

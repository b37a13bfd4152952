"""Each hot path beside its physical limit, taken in the same run."""

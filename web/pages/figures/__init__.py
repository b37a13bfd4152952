"""What the head of office reads: performance, coverage, targets, the obstacle report."""

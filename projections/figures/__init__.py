"""What the head of office reads: counts by day and place, and what stands behind each."""

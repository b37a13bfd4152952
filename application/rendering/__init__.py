"""Documents as they are printed: card faces, checks before approval, payloads for stations."""

"""The page on the mini PC: one screen, large type, the same with or without the centre."""

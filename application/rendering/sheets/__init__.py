"""Documents on A4 paper: what stands on each, where there is room for it, and the PDF."""

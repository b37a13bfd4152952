"""Pages without a server: words, files, forms."""

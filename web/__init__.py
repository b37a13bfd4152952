"""Staff and station pages, the JSON API that stations speak. Reads projections, writes through use cases."""

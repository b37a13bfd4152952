"""Applications for one document: from request to hand-over or withdrawal."""

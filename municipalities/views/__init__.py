"""Pages about a municipality's own people."""

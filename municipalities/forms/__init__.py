"""Forms about municipalities."""

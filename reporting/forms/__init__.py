"""What people fill in about the report."""

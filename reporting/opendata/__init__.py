"""Open data: the same figures as the report, as CSV, JSON and XLSX, hidden in the same places."""

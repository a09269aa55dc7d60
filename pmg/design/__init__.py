"""What pages look like: template tags, form templates, static files."""

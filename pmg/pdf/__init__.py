"""From HTML to one file that is both PDF/UA-1 (accessible) and PDF/A-3a (archivable)."""

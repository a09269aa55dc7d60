"""Teksten van het verslag: what people write in its fixed chapters, and in the papers beside it."""

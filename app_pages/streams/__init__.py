"""Machine-coded streams beside the curated record."""

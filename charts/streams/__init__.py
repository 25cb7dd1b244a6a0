"""Pictures of machine-coded streams beside the curated record."""

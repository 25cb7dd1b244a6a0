"""Pictures of statements."""

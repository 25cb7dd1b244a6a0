"""Pictures of the evidence."""

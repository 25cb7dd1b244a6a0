"""Pictures of actors."""

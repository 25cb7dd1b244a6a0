"""Pictures of events and their answers."""

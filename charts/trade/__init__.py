"""Pictures of trade restrictions and flows."""

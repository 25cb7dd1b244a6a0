"""Pictures of consular cases."""

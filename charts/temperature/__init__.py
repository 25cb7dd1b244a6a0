"""Pictures of the temperature."""

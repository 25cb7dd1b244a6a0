"""The page Contacts."""

"""The page Consular."""

"""The page Statements."""

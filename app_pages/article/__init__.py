"""The page Article."""

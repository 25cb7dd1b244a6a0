"""The page Trade."""

"""The page Actors."""

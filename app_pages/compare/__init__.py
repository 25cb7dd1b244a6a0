"""The page that lays episodes of several pairs on one clock."""

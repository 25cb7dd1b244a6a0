"""A foreign table laid beside ours: which column is which, and what its rows then are."""

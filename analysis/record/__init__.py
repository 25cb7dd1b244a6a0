"""The record through its versions: earlier schemas, kept versions, and what changed."""

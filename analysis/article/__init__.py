"""A news article held against the record: what it finds there, where it differs, what is new."""

"""Cards: everything on record about one row; one file a kind of row."""

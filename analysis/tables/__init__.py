"""The package, its tables and the rules that every subject shares."""

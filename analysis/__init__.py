"""Tables in, tables out: what the record of a bilateral relationship says."""

"""The pages: layout and wiring only."""

"""The texts of the interface: a gettext catalogue for each language, and what gathers them."""

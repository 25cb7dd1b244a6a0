"""Language, formats and names: every word that a picture or a page writes."""

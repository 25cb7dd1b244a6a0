"""What the server answers beside the pages: data for other tools, previews, the first page."""

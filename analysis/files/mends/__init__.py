"""What a whole column has wrong, found once and mended when the reader agrees."""

"""Files in and out: exports, uploads, citations, new packages."""

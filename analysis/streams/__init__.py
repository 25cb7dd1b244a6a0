"""What do machines that read the news count for this pair, whatever the number of their rows?"""

from __future__ import annotations


class StreamError(Exception):
    """A file, folder or engine that cannot be read, in words for whoever asked for it."""

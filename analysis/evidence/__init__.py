"""What do the rows rest on, and where do sources differ?"""

"""What did each side say, and what followed?"""

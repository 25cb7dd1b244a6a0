"""What happened, and what answered it?"""

"""What was restricted, in answer to what, and what happened to the flow?"""

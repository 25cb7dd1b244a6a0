"""Who took part in what, in which office?"""

"""How warm or cold was the relationship, and how sure is that?"""

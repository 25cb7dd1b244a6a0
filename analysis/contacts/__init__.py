"""Who met whom, how often, where, about what?"""

"""Who was held, for how long, and who could see them?"""

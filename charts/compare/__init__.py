"""Episodes of several pairs on one clock, in pictures."""

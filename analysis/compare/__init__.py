"""Episodes of several pairs laid on one clock, whose day 0 is what set each off."""

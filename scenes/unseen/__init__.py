"""What no training ever shows: kinds of things, backgrounds and rooms, for measuring how far a policy carries over."""

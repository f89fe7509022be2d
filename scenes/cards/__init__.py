"""Cards on the counter, and things no robot data shows: a collection beside the kitchen's, with words of its own."""

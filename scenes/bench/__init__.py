"""The assembly bench: a second world beside the kitchen, with parts, places and words of its own."""

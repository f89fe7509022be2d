"""Deciders of the literature in their own text formats, all on the same language model."""

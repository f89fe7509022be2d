"""SayCan (arXiv 2204.01691): what the language model would do next, times what can succeed now."""

"""RT-2 (arXiv 2307.15818) by its letter at this size: a language model writes eight integers a step."""

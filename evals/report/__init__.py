"""A report on runs of the evaluation: one HTML file that opens without a network, and its figures as PNG."""

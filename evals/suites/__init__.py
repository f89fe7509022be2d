"""The suites: each a recipe for cases and for the metrics that are counted over them."""

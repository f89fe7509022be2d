"""Everything that happened, as rows in SQL."""

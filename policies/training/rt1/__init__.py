"""Training RT-1: whole commands demonstrated and recorded, imitated, and driven by what was learned."""

"""Measuring: cases, simulated users, scorers, baselines and the commands that run them."""

"""Recorded demonstrations in other people's formats: RLDS's step layout and LeRobot datasets, version 3."""

"""Training RT-2: recorded commands and questions, mixed in stated shares, and answers learned by heart."""

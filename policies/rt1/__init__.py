"""RT-1 (arXiv 2212.06817) at this size: FiLM, EfficientNet, TokenLearner, a transformer, eight heads."""

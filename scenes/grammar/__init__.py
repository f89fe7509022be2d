"""What people say: forms of sentences with slots, one package a language. Data, read by ``scenes.forms``."""

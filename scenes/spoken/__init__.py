"""Spanish and German: which language a text is in, and what it comes to in English words.

The reader was taught English, and Chinese as glosses. A Spanish or German command reaches it as an English sentence
made of the glosses here (``es/``, ``de/``: TOML, one idea a file) and of a few rules of word order (``spanish``,
``german``). Nothing is trained on it. What is said back goes the other way by templates (``saying``).
"""

from scenes.spoken.detection import is_other, scores, spoken_in
from scenes.spoken.glossing import as_english, in_english
from scenes.spoken.saying import option_in, said_in, seen_in
from scenes.spoken.tokens import Foreign, Spoken

__all__ = ["Foreign", "Spoken", "as_english", "in_english", "is_other", "option_in", "said_in", "scores", "seen_in", "spoken_in"]

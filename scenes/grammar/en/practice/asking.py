"""Ways of asking that fit any command, English, for practice alone: what stands before and after it."""

from __future__ import annotations

DO = (
    "_", "just _", "now _", "next, _", "first _", "go ahead and _", "kindly _", "be a dear and _",
    "could you _?", "can you _?", "will you _?", "would you _?", "could you possibly _?", "could you quickly _?",
    "can you help me and _?", "would you be so kind as to _?", "would you be able to _?", "do you think you could _?",
    "is there any chance you could _?", "do me a favour: _", "i need you to _", "i want you to _",
    "i'd like you to _", "i'd appreciate it if you would _", "it would be great if you could _",
    "it would help if you _", "you should _", "you may _ now", "why don't you _?", "let's _", "try to _",
    "don't forget to _", "remember to _", "make sure you _", "your job is to _", "i'm asking you to _",
    "it's time to _", "hurry up and _", "if you can, _", "whenever you're ready, _", "since you're here, _",
    "robot, _", "ok so _", "all right, _", "right, _", "yeah, _", "hmm, _", "pretty please _",
    "the next job is to _", "what i need is for you to _", "see if you can _", "i was wondering if you could _",
    "somebody should _", "we have to _", "start by: _", "mind if i ask you to _?", "go on, _",
)
"""What stands before a command in the imperative."""

ENDINGS = ("", "", "", "", "", " for me", " now", " right away", " if you can", " when you get a moment", " thanks",
           " mate", " quickly", " carefully", " straight away", " at once", ", ok", ", will you", ", buddy",
           " before you do anything else", ", my friend", " already", " real quick", " this time", ", cheers")

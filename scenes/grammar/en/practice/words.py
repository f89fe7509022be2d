"""Further words, English, for practice alone: names, nouns, adjectives, and what a thing does that has a property."""

from __future__ import annotations

NAMES: dict[str, tuple[str, ...]] = {
    "coke": ("Coke can", "can of Coca-Cola", "coca cola"), "pepsi": ("Pepsi can", "pepsi cola"),
    "sprite": ("Sprite can", "lemon-lime pop"), "orange_soda": ("Fanta can", "can of Fanta", "orange pop"),
    "redbull": ("Red Bull can", "can of Red Bull", "red bull"),
    "water": ("bottle of water", "mineral water", "still water"), "tea": ("bottle of tea", "iced tea", "tea bottle"),
    "multigrain_chips": ("multigrain crisps", "multi-grain chips", "wholegrain chips"),
    "rice_chips": ("rice crisps", "bag of rice crisps"), "kettle_chips": ("kettle crisps", "bag of kettle crisps"),
    "jalapeno_chips": ("jalapeno crisps", "jalapeño chips", "chilli chips"),
    "energy_bar": ("protein bar", "cereal bar", "muesli bar"),
    "clean_sponge": ("unused sponge", "fresh sponge", "spotless sponge"),
    "dirty_sponge": ("grimy sponge", "filthy sponge", "mucky sponge"),
    "red_cup": ("red coffee cup",), "blue_cup": ("blue coffee cup",), "rock": ("pebble", "chunk of rock"),
    "hammer": ("claw hammer",), "scissors": ("shears",), "spoon": ("teaspoon", "soup spoon", "silver spoon"),
    "phone": ("smartphone", "cellphone", "mobile"), "blue_bowl": ("bowl made of plastic", "plastic mixing bowl"),
    "metal_bowl": ("stainless steel bowl", "bowl made of metal", "steel bowl"), "white_bowl": ("porcelain bowl",),
    "plate": ("dinner plate",),
    "tray": ("handover tray", "serving tray"), "recycling": ("recycle bin", "recyclables bin", "blue recycling bin"),
    "landfill": ("residual waste bin", "black landfill bin"),
    "compost": ("organic waste bin", "green compost bin", "bio bin"),
    "top_drawer": ("upper drawer", "uppermost drawer", "highest drawer", "drawer at the top", "topmost drawer"),
    "bottom_drawer": ("lower drawer", "lowest drawer", "drawer at the bottom", "bottommost drawer"),
    "cooktop": ("stovetop", "cooker"), "sink": ("kitchen sink", "washbasin"),
    "edge": ("rim of the counter", "edge of the table", "very edge of the counter"),
}
"""Further names of kinds and places."""

NOUNS: dict[str, tuple[str, ...]] = {
    "drink": ("refreshment", "thing to drink"), "soda": ("soda pop",), "fruit": ("fruit item",),
    "snack": ("nibble", "snack item"), "chips": ("packet of crisps", "crisp bag"), "sponge": ("scrubbing sponge",),
    "cup": ("coffee cup", "coffee mug"), "tool": ("implement", "piece of equipment"),
    "can": ("tin can", "drinks can"), "bottle": ("plastic bottle",), "bag": ("pouch",),
    "electronics": ("electronic gadget", "electronic thing"),
}
"""Further nouns of categories."""

DOES: dict[str, tuple[str, ...]] = {
    "sweet": ("tastes of sugar", "is full of sugar", "has sugar in it", "satisfies a sweet tooth"),
    "fizzy": ("fizzes", "bubbles", "tickles the nose", "has gas in it", "makes you burp"),
    "sour": ("makes you pull a face", "tastes sour", "puckers the lips"),
    "spicy": ("burns the tongue", "has a kick", "makes the eyes water", "has chilli in it"),
    "salty": ("tastes of salt", "has salt on it", "makes you thirsty"),
    "healthy": ("is good for me", "a doctor would recommend", "keeps one fit", "does the body good"),
    "caffeinated": ("keeps me awake", "contains caffeine", "wakes you up", "gives a caffeine kick"),
    "caffeine_free": ("has no caffeine in it", "lets me sleep afterwards", "contains no caffeine"),
    "unsweetened": ("has no sugar in it", "contains no sugar", "isn't sweetened"),
    "crispy": ("crunches", "crackles between the teeth", "makes noise when you bite it"),
    "soft": ("can be squeezed", "gives way when pressed", "isn't hard"),
    "dirty": ("needs a wash", "has seen better days", "has been used already", "isn't clean any more"),
    "clean": ("has never been used", "is still fresh from the pack", "isn't dirty"),
    "sharp": ("cuts", "you could cut yourself on", "has blades"),
    "juicy": ("is full of juice", "drips when you bite it"),
    "flavoured": ("has a taste", "tastes of something"),
    "red": ("is red all over", "is the colour of blood"), "blue": ("is the colour of the sky", "is all blue"),
    "green": ("is the colour of grass", "is all green"), "yellow": ("is the colour of the sun", "is all yellow"),
    "purple": ("is the colour of grapes", "is all purple"), "white": ("is as white as snow", "is all white"),
    "black": ("is as black as coal", "is all black"), "brown": ("is the colour of chocolate", "is all brown"),
    "silver": ("shines like silver", "is silver all over"), "clear": ("you can see through", "lets the light through"),
    "metal": ("is made of metal", "is made of stainless steel", "would ring if you tapped it"),
    "plastic": ("is made of plastic",), "ceramic": ("is made of china", "came out of a kiln"),
    "hard": ("won't give way", "is as hard as stone"), "heavy": ("weighs a lot", "is a pain to lift"),
    "round": ("would roll", "is shaped like a ball"), "pointed": ("has a point",),
    "fragile": ("would shatter", "breaks if you drop it"),
    "orange": ("is the colour of a carrot",), "pink": ("is the colour of a flamingo",),
}
"""What a thing does, or can be said of it, that has a property: after "the one that"."""

ADJECTIVES: dict[str, tuple[str, ...]] = {
    "sweet": ("sweet-tasting", "sweetened"), "fizzy": ("gassy", "effervescent"), "sour": ("acidic", "sharp-tasting"),
    "spicy": ("fiery", "peppery", "fiery-hot"), "healthy": ("nutritious", "good-for-you", "vitamin-rich"), "crispy": ("crackly", "crunchy"),
    "soft": ("squashy", "spongy", "mushy"), "dirty": ("mucky", "stained", "grubby"), "clean": ("spotless", "brand-new"),
    "caffeinated": ("caffeine-rich",), "unsweetened": ("no-sugar",), "red": ("reddish", "crimson"),
    "blue": ("bluish",), "green": ("greenish",), "yellow": ("yellowish",), "silver": ("silvery", "silver-coloured"),
    "white": ("whitish",), "brown": ("brownish",), "pink": ("pinkish",), "purple": ("lilac",), "black": ("jet-black",),
    "grey": ("greyish",), "salty": ("salted",), "metal": ("stainless-steel", "stainless steel", "iron"),
    "plastic": ("plasticky",), "ceramic": ("china", "earthenware"), "juicy": ("succulent", "watery"),
    "hard": ("solid", "rock-hard"), "heavy": ("weighty",), "round": ("ball-shaped",), "sharp": ("bladed", "keen-edged"),
    "clear": ("colourless",), "fragile": ("delicate",),
}
"""Further adjectives of facts."""

"""What a few words say beside what they ask for: "ved ikke", "de svarer ikke", "jeg er en kvinde", "hvor så".

The understanding weighs the lexicon's phrases into topics, intents and dangers. Here nothing is weighed: each list is
an expression that is heard or not, and who asks for it knows when it counts. Pure, over the text alone. A module and
its file in `locales/*/lexicon` have one name; what is said at a door stands in said.toml too. `heard` tells which lists
hear something, for `python -m bot read --explain`.
"""

"""What a message means: plain rules over words that are kept as data in `locales/*/lexicon`.

    text -> normalise -> words (spelling, lemmas, compounds) -> patterns -> evidence
                                                                  |
                 emergency, intent, needs, place, when  <- votes -+          -> Reading

Deterministic and pure: no network, no model, nothing remembered between two messages. `reader` puts it together.
"""

"""What a message means: plain rules over words that are kept as data in `locales/*/lexicon`, weighed with what
labelled examples taught beforehand.

    text -> normalise -> words (spelling, lemmas, compounds) -> patterns -> evidence
                                                                  |
                 emergency, intent, needs, place, when  <- votes -+          -> Reading

Deterministic and pure: nothing is asked of the internet, and no message is read otherwise for what was read before.
`deciding` holds the decisions, `reader` puts them in order, and `explaining` says why.
"""

import os

# numpy shares out sums among threads that each hold memory; one message is too little for that.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

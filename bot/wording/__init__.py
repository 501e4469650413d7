"""What we know, in plain words: kinds of help, hours, listings, short names, phone lines. Pure: no turn, no writes."""

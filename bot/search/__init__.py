"""One search for help: what is asked for (with what was asked before), where, what was found, and how it is told."""

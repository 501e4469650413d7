"""What the commands do, one file for each kind; the words of the command line are in bot.__main__."""

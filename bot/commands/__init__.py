"""What the commands do, one file for each kind; the words of the command line are in bot.commands.command_line."""

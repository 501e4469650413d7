"""`run` from its first moment: what must be so before the rest of it is loaded."""

import gc

from bot import config
from bot.commands.unused import leave_out


def run() -> None:
    """Start everything and print the address of the browser phone."""
    # All that is built now stays: looking through it for garbage again and again was a sixth of the start.
    # `serve` begins with that once it is built.
    gc.disable()
    leave_out()
    import uvloop

    from bot import logs
    from bot.commands.serving import serve

    settings = config.load()
    logs.set_up(settings.log_level)
    uvloop.run(serve(settings))

"""What is changed, and by which tests each file is held: narrow ones, in process, on SQLite, the quick ones first."""

_STORE = ("outbox_kept", "outbox_changed", "claims", "outbox", "silence", "purposes")

OUTBOX = tuple(f"tests/store/test_{name}.py" for name in _STORE)
INBOX = tuple(f"tests/store/test_{name}.py" for name in ("inbox_kept", "inbox", "purposes"))
CLAIMS = ("tests/store/test_claims.py", *(one for one in OUTBOX if "claims" not in one))
REMINDING = ("tests/bot/test_held.py", "tests/bot/test_due.py", "tests/bot/test_reminding.py")
REMINDERS = ("tests/scheduler/test_reminders_told.py", "tests/scheduler/test_reminders.py")
STOP = ("tests/handlers/test_stop_words.py", "tests/handlers/test_stop.py")

PARTS: dict[str, tuple[str, ...]] = {
    "bot/reminding.py": REMINDING,
    "bot/store/inbox.py": INBOX,
    "bot/store/outbox.py": OUTBOX,
    "bot/store/claims.py": CLAIMS,
    "handlers/stop.py": STOP,
    "scheduler/reminders.py": REMINDERS,
    "bot/initiative.py": ("tests/scheduler/test_initiative.py",),
    "bot/dispatch.py": ("tests/line/test_dispatch.py",),
    "bot/deliver.py": ("tests/line/test_deliver.py", "tests/line/test_deliver_failures.py"),
}

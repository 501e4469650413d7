"""The log is one JSON object a line, whoever writes it."""

import json
import subprocess
import sys

SPEAKING = """
import logging
from bot import logs
logs.set_up("INFO")
log = logs.logger("bot.somewhere")
log.info("job_ran", job="reminders", sent=2)
logging.getLogger("uvicorn.error").warning("Invalid HTTP request received.")
logging.getLogger("telegram").error("text of a person")
logging.getLogger("httpx").warning("https://api.example/+4520000001")
logging.getLogger("apscheduler.executors.default").error("cut short")
try:
    1 / 0
except ZeroDivisionError:
    log.exception("job_failed", job="after")
    logging.getLogger("asyncio").exception("Task exception")
"""


def test_every_line_is_an_object() -> None:
    """Ours and the libraries', with a level and a time; stack traces inside it; and no line of those who would tell."""
    said = subprocess.run([sys.executable, "-c", SPEAKING], capture_output=True, text=True, timeout=60, check=True)

    lines = [json.loads(line) for line in said.stderr.splitlines()]
    assert [line["event"] for line in lines] == [
        "job_ran",
        "Invalid HTTP request received.",
        "job_failed",
        "Task exception",
    ]
    assert all(line["level"] in {"info", "warning", "error"} and line["timestamp"] for line in lines)
    assert lines[0]["job"] == "reminders"
    assert all("ZeroDivisionError" in line["exception"] for line in lines[2:])

"""What is counted for operators (Prometheus). Never a number, a text or a name as a label."""

from prometheus_client import Counter, Gauge, Histogram

INBOUND = Counter("aabendoer_inbound_total", "Messages that came in", ["channel", "outcome"])
OUTGOING = Counter("aabendoer_outgoing_total", "Messages that went out, by how it ended", ["channel", "state"])
REPORTS = Counter("aabendoer_reports_total", "Delivery reports", ["outcome"])
REFUSED_REQUESTS = Counter("aabendoer_refused_requests_total", "Requests turned away", ["route", "reason"])
FLOODED = Counter("aabendoer_flooded_total", "Messages over one sender's limit")
TURN_SECONDS = Histogram("aabendoer_turn_seconds", "From taking an inbound to its reply being stored")
REMINDERS = Counter("aabendoer_reminders_total", "Reminders that were due, by what came of them", ["outcome"])
WAITING = Gauge(
    "aabendoer_waiting_messages", "Messages without an answer (inbox), answers that are due (outbox)", ["line"]
)
OLDEST = Gauge("aabendoer_oldest_waiting_seconds", "How long the oldest of these has waited", ["line"])
CHANNEL_UP = Gauge(
    "aabendoer_channel_up", "1 when a channel works or is off, 0 when it fails or is silent", ["channel"]
)
HEARD_AT = Gauge("aabendoer_channel_last_heard_timestamp_seconds", "When a message last came in", ["channel"])
SENT_AT = Gauge("aabendoer_channel_last_sent_timestamp_seconds", "When a message was last taken", ["channel"])
JOB_AT = Gauge("aabendoer_job_last_run_timestamp_seconds", "When a timed job last ended", ["job"])
SMS_PARTS = Counter("aabendoer_sms_parts_total", "SMS parts that were sent; each costs")
SMS_TODAY = Gauge("aabendoer_sms_parts_today", "SMS parts sent today, by all processes together")
SMS_LIMIT = Gauge("aabendoer_sms_parts_limit", "SMS parts a day, after which what we start ourselves waits; 0 for none")

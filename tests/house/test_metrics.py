"""Names of metrics as Prometheus wants them, and alerts only about what is counted."""

import re
from pathlib import Path

import pytest
import yaml
from prometheus_client import Counter, Gauge, Histogram
from prometheus_client.metrics import MetricWrapperBase

from bot import metrics

ROOT = Path(__file__).parents[2]
ALERTS = yaml.safe_load((ROOT / "deploy" / "alerts.yaml").read_text("utf-8"))
RULES = [rule for group in ALERTS["groups"] for rule in group["rules"]]
OURS = {name: one for name, one in vars(metrics).items() if isinstance(one, MetricWrapperBase)}
# https://prometheus.io/docs/practices/naming/: base units alone, and no unit of time but seconds.
OTHER_UNITS = re.compile(r"_(ms|milliseconds|minutes|hours|kb|mb|percent|count|sum|bucket|info|created)(_|$)")


def told_name(one: MetricWrapperBase) -> str:
    """The name under which Prometheus sees it."""
    described = next(iter(one.describe()))
    return f"{described.name}_total" if isinstance(one, Counter) else str(described.name)


@pytest.mark.parametrize("name", sorted(OURS))
def test_name_follows_convention(name: str) -> None:
    """Ours by prefix; counters end in _total and nothing else does; units are base units; the help is a sentence."""
    one = OURS[name]
    said, described = told_name(one), next(iter(one.describe()))

    assert re.fullmatch(r"aabendoer_[a-z]+(_[a-z]+)*", said)
    assert said.endswith("_total") == isinstance(one, Counter)
    assert not OTHER_UNITS.search(said)
    assert re.fullmatch(r"[A-Z0-9].+[^.]", described.documentation)
    if isinstance(one, Histogram):
        assert said.endswith("_seconds")
    if isinstance(one, Gauge):
        assert re.search(r"_(seconds|messages|parts_today|parts_limit|up)$", said)


@pytest.mark.parametrize("name", sorted(OURS))
def test_metric_is_set_somewhere(name: str) -> None:
    """What nobody counts is not offered."""
    code = [
        file.read_text("utf-8") for folder in ("bot", "handlers", "scheduler") for file in (ROOT / folder).rglob("*.py")
    ]

    assert any(f"metrics.{name}" in text for text in code)


def test_labels_name_no_person() -> None:
    """A label has few values: a channel, a state, a job."""
    labels = {label for one in OURS.values() for label in one._labelnames}

    assert labels <= {"channel", "job", "kind", "line", "outcome", "reason", "route", "state"}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["alert"])
def test_alert_is_about_what_is_counted(rule: dict[str, object]) -> None:
    """Each metric and each label in an alert exists; it says what is wrong and what to do."""
    expression = str(rule["expr"])
    known = {told_name(one): set(one._labelnames) | {"le", "job", "instance"} for one in OURS.values()}
    asked = re.findall(r"(aabendoer_\w+?)(?:_bucket)?(?:\{([^}]*)\})?(?=[\s\[)]|$)", expression)

    assert asked or "up{" in expression
    for name, labels in asked:
        assert name in known
        assert set(re.findall(r"(\w+)[=!]", labels)) <= known[name]
    assert rule["labels"]["severity"] in {"page", "ticket"}  # type: ignore[index]
    assert {"summary", "action"} <= rule["annotations"].keys()  # type: ignore[attr-defined]


def test_states_in_alerts_are_real() -> None:
    """A value that an alert looks for is one that the code gives."""
    code = "".join(file.read_text("utf-8") for folder in ("bot", "scheduler") for file in (ROOT / folder).rglob("*.py"))
    values = re.findall(r'(?:state|reason|outcome|job)[=!]~?"(\w+)"', "".join(str(rule["expr"]) for rule in RULES))

    assert {value for value in values if value != "aabendoer" and f'"{value}"' not in code} == set()

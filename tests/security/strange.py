"""What nobody sends and somebody will: strange values, always the same ones, found by hypothesis."""

from collections.abc import Callable
from typing import Any, TypeVar

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

T = TypeVar("T")

texts = st.text(max_size=300) | st.sampled_from(
    [
        "",
        "\x00",
        "' OR 1=1 --",
        "<script>alert(1)</script>",
        "🙂" * 100,
        "\u202e\u0000\ufeff",
        "a" * 5000,
        "%s%n{0}{{}}$(id)`id`",
        "../../etc/passwd",
        "\r\nX-Header: x",
    ]
)
numbers = st.integers() | st.floats() | st.sampled_from([10**30, -(10**30), 2**63, 2**64, 10**200, 1e308])
values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | numbers | numbers | texts | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=8,
)
bodies = st.binary(max_size=400)


def some(strategy: st.SearchStrategy[T], number: int) -> list[T]:
    """So many examples, the same in every run, for one server that outlives them all."""
    found: list[T] = []

    @settings(
        max_examples=number,
        derandomize=True,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def take(value: T) -> None:
        found.append(value)

    take()
    return found


def changed(whole: Any) -> st.SearchStrategy[Any]:
    """The same JSON with something in it replaced by something strange, or taken away."""
    paths = list(_paths(whole))

    @st.composite
    def one(draw: Callable[[st.SearchStrategy[Any]], Any]) -> Any:
        path, goes, value = draw(st.sampled_from(paths)), draw(st.booleans()), draw(values)
        return _with(whole, path, value, goes=goes)

    return one()


def _paths(whole: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = whole.items() if isinstance(whole, dict) else enumerate(whole) if isinstance(whole, list) else ()
    return [path, *(found for key, value in inner for found in _paths(value, (*path, key)))]


def _with(whole: Any, path: tuple[Any, ...], value: Any, *, goes: bool) -> Any:
    if not path:
        return value
    key, *rest = path
    if isinstance(whole, list):
        return [_with(one, tuple(rest), value, goes=goes) if at == key else one for at, one in enumerate(whole)]
    if goes and not rest:
        return {name: one for name, one in whole.items() if name != key}
    return {**whole, key: _with(whole[key], tuple(rest), value, goes=goes)}

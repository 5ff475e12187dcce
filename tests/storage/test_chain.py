"""The log is verified by text that SQLite puts together: it is Python's to the byte, or Python decides."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sqlalchemy import Connection

from muster.domain.records import Officer
from muster.services.past import Change
from muster.services.ports import Cancelled
from muster.storage import chain
from muster.storage.book import SqliteBook
from muster.storage.chain import chain_faults
from muster.storage.change_log import FIRST, INSERT, Author, Entry, faults, sealed
from muster.storage.connections import transaction
from muster.storage.store import SqliteBookStore
from tests.storage.conftest import CLOCK

Step = tuple[str, str, str, str, str, Sequence[tuple[int, str | None, str | None]]]
"""A unit of work: its time, user, name, action and kind of record; the records' numbers, before and after."""


def canonical(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def numbered(first: int, records: list[str]) -> list[tuple[int, None, str]]:
    """New records as an import numbers them."""
    return [(number, None, record) for number, record in enumerate(records, first)]


def log_of(steps: Sequence[Step]) -> list[Entry]:
    entries: list[Entry] = []
    for at, user, name, action, kind, records in steps:
        last = (entries[-1].sequence, entries[-1].hash) if entries else (0, FIRST)
        entries += sealed([Change(kind, *record) for record in records], last, at, Author(user, name), action)
    return entries


NASTY = "\0\x01\b\t\n\v\f\r\x1f \"%'/\\\x7f\x80\x85\x9f\xa0é–\u2028\u2029\ufeff\ufffe\uffff\U0001f600\U0010ffff"
TEXTS = st.text(st.sampled_from(NASTY) | st.characters(codec="utf-8"), max_size=12)
RECORD = st.dictionaries(TEXTS, TEXTS, max_size=3).map(canonical)
SIDES = st.none() | RECORD
NUMBERS = st.integers(-(2**63), 2**63 - 1)
CHANGED = st.lists(st.tuples(NUMBERS, SIDES, SIDES), min_size=1, max_size=5)
IMPORTED = st.builds(numbered, st.integers(1, 2**63 - 8), st.lists(RECORD, min_size=1, max_size=7))
IMPORTS = st.tuples(TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, IMPORTED)
STEPS = st.lists(IMPORTS | st.tuples(TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, CHANGED), min_size=1, max_size=4)
LOGS = STEPS.map(log_of)

TAMPERED = TEXTS | st.sampled_from(["null", "\n", '{"a":"b"}', FIRST])
Way = Callable[[Connection, chain._Place, int], chain._Hashed | None]
CELLS: dict[str, st.SearchStrategy[int | str | None]] = {
    "sequence": NUMBERS,
    "entity_id": NUMBERS,
    "before": st.none() | TAMPERED,
    "after": st.none() | TAMPERED,
    "hash": TAMPERED,
}


def hashed(entry: Entry, previous: str) -> bytes:
    """What the log's documentation says is hashed."""
    sides = {side: json.loads(text or "null") for side, text in (("before", entry.before), ("after", entry.after))}
    cells = entry._asdict() | sides | {"previous": previous}
    cells.pop("hash")
    return canonical(cells).encode()


def with_cell(entry: Entry, column: str, cell: str | int | None) -> Entry:
    return Entry(**{**entry._asdict(), column: cell})


def not_as_written(sequence: int) -> str:
    return f"Entry {sequence} of the change log (now, Add) is not as it was written."


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """To a book that keeps no gap out of its log; a short log goes through every step of a long one."""
    book = SqliteBookStore(CLOCK, Author("u")).create(tmp_path_factory.mktemp("book") / "a.muster")
    with short_steps(), transaction(book._connections, writing=True) as connection:
        for trigger in ("gaps", "delete"):
            connection.exec_driver_sql(f"DROP TRIGGER change_log_refuses_{trigger}")
        yield connection


@contextmanager
def short_steps() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chain, "_BATCH", 3)
        patch.setattr(chain, "_STRETCH", 6)
        yield


def store(connection: Connection, entries: Sequence[Entry]) -> None:
    """Make these the whole log."""
    connection.exec_driver_sql("DELETE FROM change_log")
    connection.exec_driver_sql(INSERT, list(entries))


def found(connection: Connection, entries: Sequence[Entry]) -> list[str]:
    """What is found in a log of these."""
    store(connection, entries)
    return list(chain_faults(lambda: nullcontext(connection)))


def joined_as_it_was_hashed(entries: list[Entry], first: int, way: Way, connection: Connection) -> bool:
    """The entries from the first one on (from 0), to the byte."""
    store(connection, entries)
    part = entries[first:]
    previous = [entries[first - 1].hash if first else FIRST, *(entry.hash for entry in part)]
    place = chain._Place(first, first, previous[0])
    texts, hashes = way(connection, place, len(part)) or ((), b"")
    assert list(texts) == [hashed(entry, before) for entry, before in zip(part, previous, strict=False)]
    assert hashes.decode().split() == previous[1:]
    return chain._last_hash(way(connection, place, len(part))) == part[-1].hash


@given(LOGS)
def test_sqlite_joins_what_was_hashed_of_any_entries(connection: Connection, entries: list[Entry]) -> None:
    assert joined_as_it_was_hashed(entries, 0, chain._any, connection)


@given(STEPS, IMPORTS)
def test_sqlite_joins_what_was_hashed_of_an_import(connection: Connection, steps: list[Step], last: Step) -> None:
    before = len(log_of(steps))
    assert joined_as_it_was_hashed(log_of([*steps, last]), before, chain._imported, connection)


@given(LOGS)
def test_a_log_as_it_was_written_is_sound(connection: Connection, entries: list[Entry]) -> None:
    assert found(connection, entries) == []


@pytest.mark.parametrize("column", [column for column in Entry._fields if column != "sequence"])
def test_a_cell_of_an_import_that_is_not_like_the_others_is_found(connection: Connection, column: str) -> None:
    entries = log_of([("now", "u", "n", "Add", "pay", numbered(1, ['{"a":"b"}'] * 7))])
    for at, entry in enumerate(entries):
        cell = entry.entity_id + 1 if column == "entity_id" else f"{entry._asdict()[column] or ''} "
        sentences = found(connection, [*entries[:at], with_cell(entry, column, cell), *entries[at + 1 :]])
        numbers = [int(sentence.split()[1]) for sentence in sentences]
        assert numbers == [at + 1, at + 2][: 2 if column == "hash" and at < 6 else 1]


@given(LOGS, st.data())
def test_whatever_is_changed_is_found_as_python_alone_finds_it(
    connection: Connection, entries: list[Entry], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(entries) - 1))
    column = data.draw(st.sampled_from(Entry._fields))
    changed = with_cell(entries[at], column, data.draw(CELLS.get(column, CELLS["hash"])))
    log = sorted([*entries[:at], changed, *entries[at + 1 :]], key=lambda entry: entry.sequence)
    assume(changed != entries[at])
    assume(len({entry.sequence for entry in log}) == len(log))
    sentences = found(connection, log)
    assert sentences == list(faults(log))
    assert column == "sequence" or any(f"Entry {changed.sequence} of " in sentence for sentence in sentences)


@given(LOGS, st.data())
def test_whatever_is_missing_but_the_newest_is_found(
    connection: Connection, entries: list[Entry], data: st.DataObject
) -> None:
    assume(len(entries) > 1)
    first = data.draw(st.integers(1, len(entries) - 1))
    last = data.draw(st.integers(first, len(entries) - 1))
    which = f"entry {first}" if first == last else f"entries {first} to {last}"
    assert found(connection, entries[: first - 1] + entries[last:]) == [
        f"The change log lacks {which}: the next one is {last + 1}."
    ]


def test_entries_numbered_below_1_are_found(connection: Connection) -> None:
    """Were their hashes right, too."""
    early, first = sealed([Change("pay", 1, None, "{}")] * 2, (-1, FIRST), "now", Author("u"), "Add")
    assert (early.sequence, first.sequence) == (0, 1)
    assert found(connection, [early, first]) == [not_as_written(0), not_as_written(1)]


@pytest.mark.parametrize("side", ["before", "after"])
@pytest.mark.parametrize("text", ["", "null"])
def test_an_empty_side_is_not_a_text(connection: Connection, side: str, text: str) -> None:
    """Though the text null would be hashed like it."""
    [entry] = sealed([Change("pay", 1, None, None)], (0, FIRST), "now", Author("u"), "Add")
    assert found(connection, [with_cell(entry, side, text)]) == [not_as_written(1)]


def test_what_moves_from_one_entry_to_the_next_is_found(connection: Connection) -> None:
    """Though the joined text is the same: a character of a hash, a whole record."""
    one, two, three = log_of([("now", "u", "n", "Add", "pay", numbered(1, ['{"a":"b"}'] * 3))])
    start, middle, _ = chain._around(one.action, one.at, one.entity, one.name, one.user)
    swollen = f"{one.after}{middle}\n{start}{two.after}"
    for log in (
        [one._replace(hash=one.hash + two.hash[0]), two._replace(hash=two.hash[1:]), three],
        [one._replace(after=swollen), two._replace(after=None), three],
        [one._replace(after=swollen), two._replace(after=""), three],
    ):
        sentences = found(connection, log)
        assert sentences == list(faults(log))
        assert not_as_written(1) in sentences


def test_a_number_far_off_takes_no_time(connection: Connection) -> None:
    [entry] = sealed([Change("pay", 1, None, "{}")], (0, FIRST), "now", Author("u"), "Add")
    assert found(connection, [entry, entry._replace(sequence=2**62)]) == [
        f"The change log lacks entries 2 to {2**62 - 1}: the next one is {2**62}."
    ]


@pytest.fixture
def with_officers(book: SqliteBook) -> Iterator[SqliteBook]:
    """A book with 20 entries."""
    with book.change("Import") as work:
        work.add_all([Officer(str(number), "Lind") for number in range(20)])
    with short_steps():
        yield book


def test_it_is_told_how_far_the_verification_is(with_officers: SqliteBook) -> None:
    told: list[tuple[int, int]] = []
    assert with_officers.verify_log(lambda *step: told.append(step)) == []
    assert told == [(0, 20), (6, 20), (12, 20), (18, 20)]


def test_the_verification_can_be_stopped(with_officers: SqliteBook) -> None:
    def stop(done: int, total: int) -> None:
        if done == 12:
            raise Cancelled

    with pytest.raises(Cancelled):
        with_officers.verify_log(stop)


def test_others_can_write_while_the_log_is_verified(with_officers: SqliteBook) -> None:
    """The book of the tests does not wait: a lock that was kept would be an error."""

    def write(done: int, total: int) -> None:
        with with_officers.change("Add") as work:
            work.add(Officer(f"A{done}", "Moe"))

    assert with_officers.verify_log(write) == []
    assert with_officers.check() == []


def test_a_log_that_is_cut_while_it_is_verified_does_not_stop_it(with_officers: SqliteBook) -> None:
    def cut(done: int, total: int) -> None:
        with transaction(with_officers._connections, writing=True) as connection:
            connection.exec_driver_sql("DROP TRIGGER IF EXISTS change_log_refuses_delete")
            connection.exec_driver_sql("DELETE FROM change_log WHERE sequence > 3")

    (found,) = with_officers.verify_log(cut)
    assert found.startswith("The change log ends with entry 3, but entry ")


def test_the_log_of_an_empty_book_is_sound(book: SqliteBook) -> None:
    assert book.verify_log() == []

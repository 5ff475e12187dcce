"""The real program on real files, with a fixed clock: what pages, commands and use cases are tested on."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from muster import paths
from muster.importers.federal_list import FederalListReader
from muster.importers.records_folder import RecordsFolder
from muster.importers.sheet_files import SheetFiles
from muster.importers.vocabulary import load_vocabulary
from muster.reports import Documents
from muster.services.bundle import ForeignFiles, Services, services
from muster.services.demo import Demo
from muster.services.federal_lists import FederalLists
from muster.services.history import KnownClock, Moment
from muster.services.ports import Book, Clock, Progress
from muster.storage.change_log import Author
from muster.storage.display_name import write_name
from muster.storage.federal_calendar import FederalCalendar
from muster.storage.rule_book import load_rules
from muster.storage.store import SqliteBookStore

RULES = load_rules(paths.rules())
CALENDAR = FederalCalendar()
FOREIGN = ForeignFiles(SheetFiles(), load_vocabulary(paths.column_names()))


class FixedClock:
    """Always the same moment, noon UTC unless another is given."""

    def __init__(self, moment: datetime = datetime(2026, 11, 20, 12, tzinfo=UTC)) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment


class BookProgram:
    """Books in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = FixedClock()
        self.author = Author("clerk", "Clerk")
        self._store = SqliteBookStore(self.clock, self.author)

    @property
    def default_book(self) -> Path:
        return self.folder / "agency.muster"

    @property
    def federal_lists(self) -> FederalLists:
        kept = self.folder / "participating-agencies.csv"
        return FederalLists(FederalListReader(), Documents(), kept, paths.federal_list())

    @property
    def display_name(self) -> str:
        return self.author.name

    def choose_display_name(self, name: str) -> None:
        self.author.name = write_name(self.folder / "display-name.txt", name) or self.author.user

    def open(self, path: Path) -> Services:
        return self._services(self._store.open(path))

    def create(self, path: Path) -> Services:
        return self._services(self._store.create(path))

    def as_known(self, path: Path, moment: Moment, progress: Progress | None = None) -> Services:
        book = self._store.as_known(path, moment.step.last, progress)
        return self._services(book, KnownClock(moment.at), moment.words)

    def demo(self) -> Demo:
        return Demo(self.create, self.open, paths.sample_agency())

    def sample(self) -> Services:
        return self.demo().book(self.folder)

    def _services(self, book: Book, clock: Clock | None = None, as_known: str = "") -> Services:
        now = clock or self.clock
        made = services(book, RULES, now, CALENDAR, RecordsFolder(), Documents(), FOREIGN)
        return replace(made, as_known=as_known)

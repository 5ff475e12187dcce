"""The federal list of participating agencies: the one imported last, else the one that came with the program."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from muster.domain import words
from muster.domain.federal_list import FederalList, Totals
from muster.domain.printed_list import ListColumn, ListSection, PrintedList, Sums
from muster.domain.records import Model
from muster.services.files import make_folder, write_file
from muster.services.ports import FederalListFiles, ListDocuments, MusterError, Progress


@dataclass(frozen=True, slots=True)
class ListImported:
    """A list that was imported, and the day of the one it took the place of."""

    listed: FederalList
    before: date | None

    @property
    def is_older(self) -> bool:
        """Whether the list before it is newer."""
        return self.before is not None and self.listed.published_on < self.before


class FederalLists:
    """Keeps the list in one file of the user's: it is nobody's record, and is wanted before there is a book."""

    def __init__(self, files: FederalListFiles, documents: ListDocuments, imported: Path, supplied: Path) -> None:
        """Read and write the list with these files.

        Args:
            files: What reads and writes it.
            documents: What puts its totals on paper.
            imported: Where the list imported last is kept.
            supplied: The list that came with the program.
        """
        self._files = files
        self._documents = documents
        self._imported = imported
        self._supplied = supplied

    def current(self) -> FederalList:
        """The list imported last, else the one that came with the program.

        Raises:
            MusterError: when its file was damaged.
        """
        return self._files.read(self._imported if self._imported.exists() else self._supplied)

    def import_file(self, path: Path, progress: Progress = lambda _done, _total: None) -> ListImported:
        """Read a list and keep it in place of the one imported before.

        Raises:
            MusterError: with a plain sentence when it cannot be read or kept; the one before still is.
            Cancelled: from ``progress``.
        """
        listed = self._files.read(path, lambda: progress(0, 0))
        try:
            before = self.current().published_on
        except MusterError:
            before = None  # damaged: this is how it is put right
        make_folder(self._imported.parent)
        write_file(self._imported, self._files.content(listed))
        return ListImported(listed, before)

    def pdf(self, listed: FederalList) -> bytes:
        """The list's totals on landscape Letter pages; the same bytes for the same list."""
        return self._documents.list_pdf(printed_totals(listed))


def printed_totals(listed: FederalList) -> PrintedList:
    """What the list comes to in each state, as it is printed."""
    published = words.day(listed.published_on)
    figures = ("Agencies", *(model.value for model in Model), "Agreements")
    label, *sums = _cells(listed.total)
    return PrintedList(
        title="Participating agencies by state and model",
        owner="The 287(g) program",
        about=f"Agencies and their agreements, by the federal list of participating agencies of {published}.",
        foot=f"federal list of {published}",
        columns=(ListColumn("State"), *(ListColumn(title, figure=True) for title in figures)),
        sections=(ListSection("", list(map(_cells, listed.states))),),
        total=Sums(label, ("", *sums)),
        nothing="The list has no agreement.",
    )


def _cells(totals: Totals) -> tuple[str, ...]:
    return (totals.where, *(f"{each:,}" for each in (totals.agencies, *totals.by_model, totals.agreements)))

"""Reading a CSV row by row, without ever holding it whole: what a row says, or which line is wrong and why.

A reason names the field and never repeats the value: files of bad rows travel, numbers of people must not.
"""

import csv
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, time
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from arasha.app.credit.mapping import Mapping as How
from arasha.app.credit.mapping import WrongFile
from arasha.app.history.bad_rows import BadRow
from arasha.domains.credit.actions.lent import Told as Lent
from arasha.domains.credit.actions.marks import Told as Marked
from arasha.domains.credit.rules.effects import Scope, scope_of
from arasha.kernel import clock
from arasha.kernel.errors import Malformed
from arasha.kernel.identifiers import IIN, UnreadableIdentifier

PORTION = 1_000
MOST = 10**15
LONGEST = 64

T = TypeVar("T")


class Row(NamedTuple, Generic[T]):
    """A row that could be read: its line, whose it is (the IIN), and what it says with no person in it yet."""

    line: int
    iin: str
    said: T


class Portion(NamedTuple, Generic[T]):
    """Some rows of a file in order: those that could be read, those that could not; `end` is how many came so far."""

    good: list[Row[T]]
    bad: list[BadRow]
    end: int


class Wrong(Exception):
    """A row cannot be taken; the text is the reason."""


def portions(path: Path, how: How, read: "Callable[[Cells], T]") -> Iterator[Portion[T]]:
    """The rows of a file, a thousand at a time; `WrongFile` when it is no such file."""
    good, bad, end, line = list[Row[T]](), list[BadRow](), 0, 1
    try:
        with path.open(newline="", encoding=how.encoding) as file:
            reader = csv.reader(file, delimiter=how.delimiter, strict=True)
            header = _header(reader, how)
            begins = reader.line_num + 1
            for cells in reader:
                line, begins, end = begins, reader.line_num + 1, end + 1
                try:
                    good.append(_row(line, cells, header, how, read))
                except Wrong as wrong:
                    bad.append(BadRow(path.name, line, str(wrong)))
                if end % PORTION == 0:
                    yield Portion(good, bad, end)
                    good, bad = [], []
    except (OSError, UnicodeError, LookupError, csv.Error) as error:
        raise WrongFile(f"{path} cannot be read after line {line}: {type(error).__name__}") from None
    if good or bad:
        yield Portion(good, bad, end)


class Cells:
    """The cells of a row by the names of our fields."""

    def __init__(self, cells: Mapping[str, str], how: How) -> None:
        self._cells, self.how = cells, how

    def text(self, field: str, *, needed: bool = True) -> str:
        """A field's text; `Wrong` when it is empty and needed."""
        found = self._cells.get(field, "").strip()
        if needed and not found:
            raise Wrong(f"field `{field}` is empty")
        if len(found) > LONGEST:
            raise Wrong(f"field `{field}` is longer than {LONGEST} characters")
        return found

    def iin(self) -> str:
        """Whose row it is."""
        try:
            return IIN.parse(self.text("person")).canonical
        except UnreadableIdentifier:
            raise Wrong("field `person` is no IIN") from None

    def amount(self, field: str, *, needed: bool = True) -> int:
        """An amount in tiyn; 0 when it is empty and not needed."""
        text = self.text(field, needed=needed).replace(" ", "").replace("\u00a0", "")
        if not text:
            return 0
        whole, _, part = text.replace(",", ".").partition(".")
        if not (whole.isascii() and whole.isdigit() and (part == "" or (part.isascii() and part.isdigit()))):
            raise Wrong(f"field `{field}` is no amount")
        tiyn = int(whole) * 100 + int(f"{part:0<2}"[:2]) if self.how.amount == "tenge" else int(whole)
        if not 0 < tiyn <= MOST:
            raise Wrong(f"field `{field}` is not an amount above 0 and up to 10^15 tiyn")
        return tiyn

    def instant(self, field: str, *, needed: bool = True, of_day: time = time.min) -> datetime | None:
        """An instant; a mere day is its beginning in Almaty, or whatever `of_day` says."""
        text = self.text(field, needed=needed)
        if not text:
            return None
        try:
            found = clock_of(text, self.how.date)
        except ValueError:
            raise Wrong(f"field `{field}` is no date that the mapping tells of") from None
        if found.tzinfo is not None:
            return found
        if found.time() == time.min and len(text) <= 10:
            found = datetime.combine(found.date(), of_day)
        return found.replace(tzinfo=clock.ALMATY)

    def scope(self) -> Scope:
        """What is refused."""
        text = self.text("scopes")
        try:
            return scope_of(self.how.scopes.get(text, text).split("+"))
        except Malformed:
            raise Wrong("field `scopes` has no word that the mapping or the register knows") from None


def mark(cells: Cells) -> Marked:
    """What a bureau's register says of a person."""
    set_at, lifted_at = cells.instant("set_at", needed=False), cells.instant("lifted_at", needed=False)
    if set_at is None:
        if lifted_at is None:
            raise Wrong("field `set_at` is empty, and so is `lifted_at`")
        return Marked(b"", lifted_at=lifted_at)
    scope = cells.scope()
    return Marked(b"", scope, cells.amount("above", needed=Scope.ABOVE in scope), set_at, lifted_at)


def loan(cells: Cells) -> Lent:
    """A loan that a lender reported to a bureau; of a mere day its end counts, in the lender's favour."""
    at = cells.instant("at", of_day=time.max)
    return Lent(
        lender=cells.text("lender")[:35],
        contract=cells.text("contract"),
        person=b"",
        amount=cells.amount("amount"),
        at=min(at or clock.now(), clock.now()),
        application=cells.text("application", needed=False),
    )


def clock_of(text: str, form: str) -> datetime:
    """A date as the mapping says that dates are written; ISO 8601 by default."""
    return datetime.strptime(text, form) if form else datetime.fromisoformat(text)  # noqa: DTZ007 - the zone comes after


def _header(reader: Iterator[list[str]], how: How) -> list[str]:
    """The file's columns; `WrongFile` when one that the mapping names is not there."""
    header = [name.strip() for name in next(reader, [])]
    if missing := [column for column in how.columns.values() if column not in header]:
        raise WrongFile(f"the file has no column {', '.join(missing)}")
    if "person" not in how.columns and "person" not in header:
        raise WrongFile("the file has no column person: write a mapping, and name it with --map")
    return header


def _row(line: int, cells: list[str], header: list[str], how: How, read: "Callable[[Cells], T]") -> Row[T]:
    if len(cells) != len(header):
        raise Wrong("the row has more or fewer cells than the header")
    there = dict(zip(header, cells, strict=True))
    named = {field: there[column] for field, column in how.columns.items()}
    found = Cells(there | how.values | named, how)
    return Row(line, found.iin(), read(found))

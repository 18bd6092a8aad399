"""Files of bureaus: read by a mapping, wrong lines named exactly, tried first, and gone on with after a break."""

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner

from arasha.app.cli import cli
from arasha.app.credit import taking
from arasha.app.credit.mapping import WrongFile
from arasha.app.credit.taking import Done, Order
from arasha.domains.credit.actions import imports
from arasha.domains.credit.models import Ground, Loan, Mark, MarkImport
from arasha.domains.credit.rules.effects import Scope
from arasha.kernel.outbox.append import By
from arasha.kernel.store.models import Sealed
from arasha.kernel.tokens import as_uuid
from tests.domains.credit.lending import ESEP, connected, iin_of, person_of
from tests.support.cast import TAZSHA

pytestmark = pytest.mark.django_db

OPERATOR = By("process:command-line", "administration")
MAPPING = """
delimiter = ";"
date = "%d.%m.%Y"
amount = "tenge"

[columns]
person = "ИИН"
scopes = "Вид"
above = "Сумма"
set_at = "Установлен"
lifted_at = "Снят"

[scopes]
"полный" = "all"
"дистанционно и сверх суммы" = "remote+above"
"""


def file_of(folder: Path, *rows: str, header: str = "ИИН;Вид;Сумма;Установлен;Снят") -> Order:
    connected(ESEP)
    path, mapping = folder / "register.csv", folder / "map.toml"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8-sig")
    mapping.write_text(MAPPING)
    return Order(path, ESEP.code, mapping, trial=False)


def take(order: Order) -> Done:
    return taking.marks(order, OPERATOR, lambda _: None)


def bad_of(done: Done) -> list[tuple[int, str]]:
    assert done.bad_file is not None
    with done.bad_file.open() as file:
        return [(int(row["line"]), row["reason"]) for row in csv.DictReader(file)]


def test_a_register_is_taken_over_by_its_mapping(tmp_path: Path) -> None:
    order = file_of(
        tmp_path,
        f"{iin_of(1)};полный;;01.03.2025;",
        f"{iin_of(2)};дистанционно и сверх суммы;500 000;02.03.2025;",
        f"{iin_of(3)};полный;;01.03.2025;05.03.2025",
    )
    assert take(order)[:4] == (3, 3, 3, 0)
    marks = {row.person: row for row in Mark.objects.all()}
    second = marks[as_uuid(person_of(2))]
    assert (second.scope, second.above) == (Scope.REMOTE | Scope.ABOVE, 50_000_000)
    assert second.set_at.isoformat() == "2025-03-01T19:00:00+00:00"
    assert set(Ground.objects.values_list("person", flat=True)) == {as_uuid(person_of(1)), as_uuid(person_of(2))}


def test_every_wrong_line_is_named_with_its_field_and_never_its_value(tmp_path: Path) -> None:
    order = file_of(
        tmp_path,
        f"{iin_of(1)};полный;;01.03.2025;",
        "470315400011;полный;;01.03.2025;",
        f"{iin_of(2)};частичный;;01.03.2025;",
        f'{iin_of(3)};полный;;"01.03.2025\n";',
        f"{iin_of(4)};полный;;2025-03-01;",
        f"{iin_of(5)};дистанционно и сверх суммы;;01.03.2025;",
        f"{iin_of(6)};полный;;;",
        f"{iin_of(7)};полный",
    )
    done = take(order)
    assert done[:4] == (8, 2, 2, 6)
    assert bad_of(done) == [
        (3, "field `person` is no IIN"),
        (4, "field `scopes` has no word that the mapping or the register knows"),
        (7, "field `set_at` is no date that the mapping tells of"),
        (8, "field `above` is empty"),
        (9, "field `set_at` is empty, and so is `lifted_at`"),
        (10, "the row has more or fewer cells than the header"),
    ]


def test_a_trial_changes_nothing_at_all(tmp_path: Path) -> None:
    order = file_of(tmp_path, f"{iin_of(1)};полный;;01.03.2025;", "x;полный;;01.03.2025;")
    assert take(order._replace(trial=True))[:4] == (2, 1, 1, 1)
    assert not Mark.objects.exists()
    assert not MarkImport.objects.exists()
    assert not Sealed.objects.exists()


def test_what_was_broken_off_goes_on_and_what_was_done_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [f"{iin_of(order)};полный;;01.03.2025;" for order in range(1, 8)]
    order = file_of(tmp_path, *rows[:5], "x;полный;;01.03.2025;", *rows[5:])
    monkeypatch.setattr("arasha.app.credit.reading.PORTION", 2)
    real, calls = imports.take, [0]

    def breaks(*arguments: object) -> MarkImport:
        calls[0] += 1
        if calls[0] == 3:
            raise KeyboardInterrupt
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(imports, "take", breaks)
    with pytest.raises(KeyboardInterrupt):
        take(order)
    assert (Mark.objects.count(), MarkImport.objects.get().rows) == (4, 4)
    done = take(order)
    assert (done[:4], Mark.objects.count()) == ((8, 7, 7, 1), 7)
    row = MarkImport.objects.get()
    assert (row.rows, row.taken, row.bad, bool(row.ended_at)) == (8, 7, 1, True)
    assert take(order).changed == 7, "the same file again is not taken again"
    assert calls[0] == 5


@pytest.mark.parametrize(
    ("header", "remedy"), [("ИИН;Вид;Сумма;Установлен", "no column Снят"), ("a;b", "no column ИИН")]
)
def test_a_file_that_does_not_fit_its_mapping_is_refused_whole(tmp_path: Path, header: str, remedy: str) -> None:
    with pytest.raises(WrongFile, match=remedy):
        take(file_of(tmp_path, header=header))


def test_loans_of_a_bureau_are_taken_once(tmp_path: Path) -> None:
    connected(ESEP)
    path = tmp_path / "loans.csv"
    path.write_text(
        "lender,contract,person,amount,at,application\n"
        f"{TAZSHA.code},K-1,{iin_of(1)},30000000,2026-11-01,\n"
        f"{TAZSHA.code},,{iin_of(1)},30000000,2026-11-01,\n"
    )
    order = Order(path, ESEP.code, None, trial=False)
    done = taking.loans(order, OPERATOR, lambda _: None)
    assert (done[:4], bad_of(done)) == ((2, 1, 1, 1), [(3, "field `contract` is empty")])
    loan = Loan.objects.get()
    assert (loan.reporter, loan.lent_at.isoformat()) == (ESEP.code, "2026-11-01T18:59:59.999999+00:00")
    assert taking.loans(order, OPERATOR, lambda _: None).changed == 0


def test_the_command_says_what_came_of_it(tmp_path: Path) -> None:
    order = file_of(tmp_path, f"{iin_of(1)};полный;;01.03.2025;", "x;полный;;01.03.2025;")
    arguments = ["marks", str(order.file), "--bureau", ESEP.code, "--map", str(order.mapping), "--dry-run"]
    said = CliRunner().invoke(cli, ["credit", *arguments])
    assert said.exit_code == 0, said.output
    assert "2 rows, 1 can be read, 1 cannot; people whose mark changes: 1" in said.output
    assert "nothing has changed" in said.output
    wrong = CliRunner().invoke(cli, ["credit", "marks", str(order.file), "--bureau", ESEP.code])
    assert wrong.exit_code == 1
    assert "--map" in wrong.output

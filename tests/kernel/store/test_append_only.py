"""What the database itself refuses: to change or delete facts, nodes of the log, and rows of the audit."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, models, transaction

from arasha.kernel.access import actions
from arasha.kernel.access.models import InstitutionKind, Look, Person
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.access.roles import Role
from arasha.kernel.log.models import LogNode
from arasha.kernel.outbox.models import FactRow
from tests.support.cast import SAULE

TABLES: dict[type[models.Model], dict[str, object]] = {
    FactRow: {"purpose": "appeal"},
    LogNode: {"hash": bytes(32)},
    Look: {"subject": "payment:2"},
}


@pytest.fixture
def a_row_in_each(db: None) -> None:
    """A fact with its leaf, and a look."""
    actions.connect_institution("ALDARKZA", InstitutionKind.BANK, {"kk": "А", "ru": "А", "en": "A"}, SAULE)
    actions.add_person("aigerim", "a long enough password", Role.ANALYST, SAULE)
    actions.note_look(Person.objects.get(), Purpose.REVIEW, Look.What.OPENED, "payment:1")


@pytest.mark.parametrize("table", TABLES)
def test_a_row_is_never_changed(a_row_in_each: None, table: type[models.Model]) -> None:
    assert_refused(table, lambda: table._default_manager.update(**TABLES[table]))


@pytest.mark.parametrize("table", TABLES)
def test_a_row_is_never_deleted(a_row_in_each: None, table: type[models.Model]) -> None:
    assert_refused(table, lambda: table._default_manager.all().delete())


@pytest.mark.parametrize("table", TABLES)
def test_an_insert_that_would_overwrite_is_refused(a_row_in_each: None, table: type[models.Model]) -> None:
    """`ON CONFLICT DO UPDATE` is a change by another name."""
    key = ", ".join(f'"{field.attname}"' for field in table._meta.pk_fields)
    name = next(iter(TABLES[table]))
    rows = table._meta.db_table
    sql = f"INSERT INTO {rows} SELECT * FROM {rows} ON CONFLICT ({key}) DO UPDATE SET {name} = excluded.{name}"

    def overwrite() -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql)

    assert_refused(table, overwrite)


def test_a_change_that_meets_no_row_is_refused_too(db: None) -> None:
    assert not FactRow.objects.exists()
    with pytest.raises(IntegrityError, match="the table fact is never changed or deleted"), transaction.atomic():
        FactRow.objects.update(purpose="appeal")


def assert_refused(table: type[models.Model], change: Callable[[], object]) -> None:
    before = list(table._default_manager.values_list())
    assert before
    with (
        pytest.raises(IntegrityError, match=f"the table {table._meta.db_table} is never changed"),
        transaction.atomic(),
    ):
        change()
    assert list(table._default_manager.values_list()) == before

"""Tables that only grow: the database itself refuses to change or delete what stands in them.

The trigger stands in the way of mistakes and of code that goes wrong; who may own the database may also drop it, which
is why facts are leaves of a signed log besides (`kernel.log`).
"""

from django.db.migrations import RunSQL

# `restrict_violation` (SQLSTATE 23001) reaches Python as an IntegrityError. One statement is refused, not one row:
# a change that would meet no row is a mistake too.
FORWARD = """
CREATE FUNCTION {table}_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING
        ERRCODE = 'restrict_violation',
        MESSAGE = 'what stands in the table {table} is never changed or deleted',
        HINT = 'Add a row that says what is true now.';
END
$$;
CREATE TRIGGER {table}_only_grows BEFORE UPDATE OR DELETE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION {table}_only_grows();
"""
BACKWARD = """
DROP TRIGGER {table}_only_grows ON {table};
DROP FUNCTION {table}_only_grows();
"""


def append_only(table: str) -> RunSQL:
    """The step of a migration from which on a table only grows."""
    return RunSQL(FORWARD.format(table=table), BACKWARD.format(table=table))

"""Pure decisions about stolen money: no database, no clock of their own."""

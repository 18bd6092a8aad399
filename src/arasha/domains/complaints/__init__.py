"""What people and institutions tell us of a theft of money: taken once, kept whole, answered."""

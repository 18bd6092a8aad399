"""The words everybody speaks (identifiers, money, clock, facts, errors) and what keeps them."""

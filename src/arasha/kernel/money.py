"""Money: whole tiyn, never a float. 1 tenge = 100 tiyn (Law on the National Bank, art. 37)."""

TIYN = 100

# No single payment of a trillion tenge has ever been made; sums of many of them still fit 64 bits.
LARGEST = 10**15


def tenge(amount: int) -> int:
    """Whole tenge as tiyn."""
    return amount * TIYN


def display(tiyn: int) -> str:
    """An amount as a person in Kazakhstan reads it: `1 250 000,50 ₸`, tiyn only when there are any."""
    whole, part = divmod(abs(tiyn), TIYN)
    sign = "−" if tiyn < 0 else ""
    digits = f"{whole:,}".replace(",", "\N{NO-BREAK SPACE}")
    return f"{sign}{digits}{f',{part:02}' if part else ''}\N{NO-BREAK SPACE}₸"

"""Files around the register of refusals of credit: registers and loans of bureaus, and a bureau's list at home."""

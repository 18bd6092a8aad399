"""Arasha: an open national anti-fraud centre. The house is described in docs/tour.md."""

__version__ = "0.1.0"

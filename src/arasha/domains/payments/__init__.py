"""Screening of payments: the behaviour of accounts, the rules, the verdict, and the review by people."""

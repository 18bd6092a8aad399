"""Pure judging of an exercise: where the money ran, what was done when, whom it hurt, and what that is worth."""

"""Officers learn: exercises in a sandbox, what the trainees did in them, and how it compares with the truth."""

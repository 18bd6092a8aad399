"""Growing, judging and keeping models: offline work; nothing here is asked while a payment waits."""

"""Reading what recovery knows."""

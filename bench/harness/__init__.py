"""The orchestrator of the bench: Python 3 standard library only."""

"""What was measured, and the sums over it."""

import collections
import statistics


class Results:
    """Values by row, metric and server, one a round; the first round is kept apart and dropped."""

    def __init__(self):
        self.values = collections.defaultdict(dict)  # (row, metric, server) -> {round: value}
        self.units = {}  # (row, metric) -> unit, in the order of the report
        self.notes = []  # what failed or fell short

    def add(self, row, metric, unit, server, round_number, value):
        self.units.setdefault((row, metric), unit)
        self.values[row, metric, server][round_number] = value

    def note(self, text):
        self.notes.append(text)

    def kept(self, row, metric, server):
        """The values of all rounds but the first; of the only one, if there is one only."""
        rounds = self.values.get((row, metric, server), {})
        if len(rounds) < 2:
            return rounds
        return {number: value for number, value in rounds.items() if number > 0}

    def servers(self, row, metric):
        return [key[2] for key in self.values if key[:2] == (row, metric)]

    def median(self, row, metric, server):
        kept = self.kept(row, metric, server)
        return statistics.median(kept.values()) if kept else None

    def ratio(self, row, metric, server, other):
        """The median of the ratios of the rounds that both ran; None when there is none."""
        mine, theirs = self.kept(row, metric, server), self.kept(row, metric, other)
        ratios = [mine[number] / theirs[number] for number in mine if theirs.get(number)]
        return statistics.median(ratios) if ratios else None

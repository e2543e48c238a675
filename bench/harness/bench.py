"""What every row gets: the contestants, the client, the seed, and the rounds."""

import contextlib
import dataclasses
import http.client
import json
import pathlib
import subprocess
import time

from harness import load, seed, tools
from harness.noise import TOLERATED, Noise
from harness.results import Results
from harness.server import Failed, Server

# What may go wrong with one server without spoiling the others' figures.
EXPECTED = (Failed, OSError, http.client.HTTPException, subprocess.SubprocessError,
            json.JSONDecodeError)


@dataclasses.dataclass
class Bench:
    options: object
    work: pathlib.Path
    home: pathlib.Path  # of the JDK
    contestants: list
    client: load.Client
    seed: seed.Seed
    results: Results = dataclasses.field(default_factory=Results)
    seeded: set = dataclasses.field(default_factory=set)
    running: list = dataclasses.field(default_factory=list)

    def of_kinds(self, *kinds):
        return [each for each in self.contestants if each.kind in kinds]

    @contextlib.contextmanager
    def fleet(self, row, contestants, seeded=False):
        """All of them running at once, each on its data folder of this row's kind."""
        with contextlib.ExitStack() as stack:
            servers = []
            for each in contestants:
                try:
                    folder = self.work / ("seeded" if seeded else row) / each.name
                    server = stack.enter_context(Server(each, folder))
                    if seeded:
                        self.plant(server)
                    servers.append(server)
                except EXPECTED as failure:
                    self.failed(row, each.name, failure)
            self.running = servers
            try:
                yield servers
            finally:
                self.running = []

    def plant(self, server):
        """Gives the server the seed, once for its data folder."""
        if server.name not in self.seeded:
            self.seed.give(server)
            self.seeded.add(server.name)

    def rounds(self, row, contestants, trial, count=None):
        """Runs the trial on each, round by round, each round starting with another one.

        A trial returns {metric: (unit, value)}. One that fails is left out of the later rounds.
        """
        going = list(contestants)
        for number in range(count or self.options.rounds):
            shift = number % max(1, len(going))
            for each in going[shift:] + going[:shift]:
                if each not in going:
                    continue
                noise = Noise(self.running)
                try:
                    measured = trial(each, number)
                except EXPECTED as failure:
                    self.failed(row, each.name, failure)
                    going = [other for other in going if other is not each]
                    continue
                self.record(row, each.name, number, measured, noise.share())

    def record(self, row, name, number, measured, others):
        for metric, (unit, value) in measured.items():
            self.results.add(row, metric, unit, name, number, value)
        told = ", ".join(f"{metric} {value:,.4g} {unit}" for metric, (unit, value) in measured.items())
        tools.say(f"[{time.strftime('%H:%M:%S')}] {row} round {number} {name}: {told}")
        if others > TOLERATED:
            self.results.note(f"{row} round {number} {name}: other programs took {others:.0%} of the "
                              "machine: not a quiet measurement")

    def failed(self, row, name, failure):
        text = f"{row}: {name} failed: {failure}"
        tools.say(text)
        self.results.note(text)

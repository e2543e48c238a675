"""One running server: started, awaited, measured and ended by its process id."""

import http.client
import os
import signal
import socket
import subprocess
import time


class Failed(Exception):
    """A server did not start, died or answered wrongly."""


class Server:
    """Use as a context: it has answered once inside, and is gone after."""

    def __init__(self, contestant, data, seconds=None):
        self.name = contestant.name
        self.kind = contestant.kind
        self.data = data
        data.mkdir(parents=True, exist_ok=True)
        self.port, management = free_ports(2)
        self.command = contestant.command(self.port, management, data)
        self.environment = dict(os.environ, **contestant.environment)
        self.greeting = contestant.greeting
        self.seconds = seconds or contestant.first_start_seconds

    def __enter__(self):
        with open(self.data / "output.log", "ab") as log:
            began = time.perf_counter()
            self.process = subprocess.Popen(self.command, env=self.environment, stdout=log,
                                            stderr=log, stdin=subprocess.DEVNULL, cwd=self.data)
        try:
            self._await_first_answer(began + self.seconds)
        except BaseException:
            self._end()
            raise
        self.start_seconds = time.perf_counter() - began
        return self

    def __exit__(self, *_):
        self._end()

    def _await_first_answer(self, deadline):
        while True:
            if self.process.poll() is not None:
                raise Failed(f"{self.name} ended with {self.process.returncode}: {self._tail()}")
            if self._answers():
                return
            if time.perf_counter() > deadline:
                raise Failed(f"{self.name} gave no {self.greeting} in {self.seconds:.0f} s: {self._tail()}")
            time.sleep(0.002)

    def _answers(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/v2/")
            return connection.getresponse().status == self.greeting
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def _tail(self):
        return (self.data / "output.log").read_text(errors="replace")[-600:].strip()

    def processes(self):
        """The ids of the started process and all that descend from it."""
        found, open_ids = [], [self.process.pid]
        while open_ids:
            pid = open_ids.pop()
            found.append(pid)
            try:
                for task in os.listdir(f"/proc/{pid}/task"):
                    with open(f"/proc/{pid}/task/{task}/children") as children:
                        open_ids += [int(child) for child in children.read().split()]
            except OSError:
                pass  # It ended while we looked: it has no memory either.
        return found

    def resident_mib(self):
        """The resident memory of all its processes, in MiB."""
        total = 0
        for pid in self.processes():
            try:
                with open(f"/proc/{pid}/status") as status:
                    total += sum(int(line.split()[1]) for line in status if line.startswith("VmRSS"))
            except OSError:
                pass  # As above.
        return total / 1024

    def _end(self):
        known = self.processes()
        self.process.terminate()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(timeout=20)
        deadline = time.monotonic() + 5
        while any(alive(pid) for pid in known[1:]) and time.monotonic() < deadline:
            time.sleep(0.02)
        for pid in known[1:]:
            if alive(pid):
                os.kill(pid, signal.SIGKILL)


def alive(pid):
    return os.path.exists(f"/proc/{pid}")


def free_ports(count):
    """Ports that nobody listens on, all different."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
    finally:
        for each in sockets:
            each.close()

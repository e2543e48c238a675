"""How much of the machine others took while a trial ran: a figure got beside a compiler is no figure."""

import os
import resource

TICKS = os.sysconf("SC_CLK_TCK")
# Of the whole machine's time. Above it a round is named in the report's notes.
TOLERATED = 0.05


class Noise:
    """Started before a trial, asked after it."""

    def __init__(self, servers):
        self.servers = servers
        self.before = self._now()

    def share(self):
        """The part of all processor time that went to other programs or was kept by the host."""
        total, busy, stolen, own = (after - before for after, before in zip(self._now(), self.before))
        return max(0.0, busy - own + stolen) / total if total > 0 else 0.0

    def _now(self):
        with open("/proc/stat") as stat:
            ticks = [int(field) / TICKS for field in stat.readline().split()[1:9]]
        user, nice, system, _, _, _, _, stolen = ticks
        return sum(ticks), user + nice + system, stolen, own_seconds(self.servers)


def own_seconds(servers):
    """Processor time of this process, of its children that ended, and of the servers that run."""
    total = sum(server_seconds(pid) for server in servers for pid in server.processes())
    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        used = resource.getrusage(who)
        total += used.ru_utime + used.ru_stime
    return total


def server_seconds(pid):
    try:
        with open(f"/proc/{pid}/stat") as stat:
            fields = stat.read().rpartition(")")[2].split()
    except OSError:
        return 0.0  # It ended while we looked.
    # utime and stime, and those of the children that it has waited for.
    return sum(int(field) for field in fields[11:15]) / TICKS

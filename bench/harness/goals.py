"""What Entrepot wants to reach, as data. Benchmarks, not tests: a miss is told, never a failure."""

import dataclasses


@dataclasses.dataclass(frozen=True)
class Goal:
    """`against` is a server whose figure the factor multiplies; empty: the factor is the figure."""

    row: str
    metric: str
    sign: str  # ">=" or "<="
    factor: float
    against: str = ""
    server: str = "entrepot"


REFERENCE = "hash+write+fsync"

GOALS = [
    Goal("manifest-get", "rate", ">=", 0.9, "nginx"),
    Goal("manifest-get", "rate", ">=", 40, "docker-registry"),
    Goal("manifest-head", "rate", ">=", 0.9, "nginx"),
    Goal("manifest-head", "rate", ">=", 40, "docker-registry"),
    Goal("manifest-get-bearer", "rate", ">=", 0.85, "entrepot-open", "entrepot-guarded"),
    Goal("manifest-get-basic", "rate", ">=", 0.85, "entrepot-open", "entrepot-guarded"),
    Goal("blob-get", "throughput", ">=", 0.95, "nginx"),
    Goal("slow-readers", "over warm idle", "<=", 32),
    Goal("push-small", "rate", ">=", 10, "docker-registry"),
    Goal("push-small", "p99", "<=", 25),
    Goal("push-large", "throughput", ">=", 0.9, REFERENCE),
    Goal("grow-tags", "last tenth / first", "<=", 1.2),
    Goal("grow-tags", "page / page at 1,000", "<=", 2),
    Goal("grow-repositories", "last tenth / first", "<=", 1.2),
    Goal("grow-repositories", "page / page at 1,000", "<=", 2),
    Goal("start", "empty store", "<=", 0.6),
    Goal("start", "grown store", "<=", 0.6),
    Goal("idle", "resident", "<=", 128),
]


def verdicts(results):
    """(goal, reached figure, met) for each goal that has its figures."""
    for goal in GOALS:
        if goal.against:
            figure = results.ratio(goal.row, goal.metric, goal.server, goal.against)
        else:
            figure = results.median(goal.row, goal.metric, goal.server)
        if figure is not None:
            met = figure >= goal.factor if goal.sign == ">=" else figure <= goal.factor
            yield goal, figure, met

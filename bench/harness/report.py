"""The result as a table for people or as JSON."""

import dataclasses
import json

from harness import goals

BASES = ["nginx", "nginx-cache", "docker-registry", "entrepot-open", goals.REFERENCE]


def table(machine, results):
    lines = [f"{key}: {value}" for key, value in machine.items()]
    for (row, metric), unit in results.units.items():
        servers = results.servers(row, metric)
        bases = [base for base in BASES if base in servers]
        lines += ["", f"## {row}: {metric} ({unit})", "",
                  "| server | median | lowest | highest |" + "".join(f" / {base} |" for base in bases),
                  "|---|---|---|---|" + "---|" * len(bases)]
        for server in servers:
            kept = results.kept(row, metric, server).values()
            cells = [server] + [number(value) for value in
                                (results.median(row, metric, server), min(kept), max(kept))]
            cells += [number(results.ratio(row, metric, server, base)) for base in bases]
            lines.append("| " + " | ".join(cells) + " |")
    lines += goal_lines(results)
    if results.notes:
        lines += ["", "## Notes", ""] + ["- " + note for note in results.notes]
    return "\n".join(lines)


def goal_lines(results):
    found = list(goals.verdicts(results))
    if not found:
        return []
    lines = ["", "## Goals", "", "| row | goal | reached | |", "|---|---|---|---|"]
    for goal, figure, met in found:
        against = f" x {goal.against}" if goal.against else ""
        lines.append(f"| {goal.row}: {goal.metric} | {goal.sign} {goal.factor:g}{against} | "
                     f"{number(figure)} | {'met' if met else 'MISSED'} |")
    return lines


def number(value):
    """Three figures that matter, thousands set apart."""
    if value is None:
        return "-"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def as_json(machine, results):
    measured = [
        {"row": row, "metric": metric, "unit": results.units[row, metric], "server": server,
         "median": results.median(row, metric, server),
         "rounds": [value for _, value in sorted(rounds.items())],
         "ratios": {base: results.ratio(row, metric, server, base) for base in BASES
                    if results.ratio(row, metric, server, base) is not None}}
        for (row, metric, server), rounds in results.values.items()]
    reached = [dict(dataclasses.asdict(goal), reached=figure, met=met)
               for goal, figure, met in goals.verdicts(results)]
    return json.dumps({"machine": machine, "measured": measured, "goals": reached,
                       "notes": results.notes}, indent=2)

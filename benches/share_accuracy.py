#!/usr/bin/env python3
"""How well a JSON report of nought finds the files of the speed kit's share that hold personal data.

usage: share_accuracy.py REPORT.json TRUTH.json

TRUTH maps a path to {"pii": bool, "kind": extension}. A file counts as found where it has a finding of medium confidence or
more, whatever its zone. Files that the report could not read are counted apart, so that both figures stand side by side.
"""

import json
import sys
from collections import Counter
from pathlib import Path, PurePath
from typing import Any

UNREAD = {"partial", "encrypted", "unsupported", "failed"}


def rows(report: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The rows of on-disk files by path, each also with its root's own name before it."""
    roots = [PurePath(root).name for root in report["run"]["roots"]]
    found = {}
    for file in report["files"]:
        if not file.get("container"):
            found[file["path"]] = file
            found[f"{roots[file['root']]}/{file['path']}"] = file
    return found


def holds_personal_data(file: dict[str, Any]) -> bool:
    """Whether a finding of medium confidence or more stands in it."""
    return any(finding["confidence"] != "low" for finding in file["findings"])


def tally(report: dict[str, Any], truth: dict[str, dict[str, Any]]) -> dict[str, Counter[str]]:
    """Right, false alarm, missed and clean files by kind, and in all; what was not read counts in `all` only."""
    files = rows(report)
    counts: dict[str, Counter[str]] = {}
    for path, fact in sorted(truth.items()):
        file = files.get(path)
        verdict = judge(bool(fact["pii"]), file is not None and holds_personal_data(file))
        read = file is not None and file["status"] not in UNREAD
        for group in ["all", *(["read", str(fact["kind"])] if read else ["not read"])]:
            counts.setdefault(group, Counter())[verdict] += 1
    return counts


def judge(wanted: bool, found: bool) -> str:
    """One file."""
    if found:
        return "right" if wanted else "false alarm"
    return "missed" if wanted else "clean"


def share(part: int, rest: int) -> str:
    """`part` of both; a dash where there is nothing."""
    return f"{part / (part + rest):.4f}" if part + rest else "-"


def main() -> None:
    """The command line."""
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    report, truth = (json.loads(Path(path).read_text(encoding="utf-8")) for path in sys.argv[1:])
    print("| files | right | false alarms | missed | clean | precision | recall |\n|---|--:|--:|--:|--:|--:|--:|")
    for group, n in sorted(tally(report, truth).items(), key=lambda item: (item[0] not in ("all", "read", "not read"), item[0])):
        precision, recall = share(n["right"], n["false alarm"]), share(n["right"], n["missed"])
        print(f"| {group} | {n['right']} | {n['false alarm']} | {n['missed']} | {n['clean']} | {precision} | {recall} |")


if __name__ == "__main__":
    main()

"""Makes the corpus: the tree `Client Work` and, beside it, the expected result of each file. `--check` only compares.

usage: make.py [--check | --people]
"""

import json
import shutil
import sys
from pathlib import Path

import people
import policy
from archive import same
from plan import corpus

CORPUS = Path(__file__).resolve().parents[1]
SHARE, EXPECTED = CORPUS / "Client Work", CORPUS / "expected"
MISSES = Path(__file__).parent / "known_misses.tsv"


def everything() -> dict[Path, bytes]:
    """Path and content of every file of both trees."""
    files = corpus()
    taken = {file.place.path for file in files}
    misses = known_misses()
    made: dict[Path, bytes] = {}
    for file in files:
        file.truth.known_miss = misses.pop(file.place.path, "")
        expected = policy.expectation(file.place, file.truth, file.status, taken)
        made[SHARE / file.place.path] = file.data
        made[EXPECTED / f"{file.place.path}.json"] = (json.dumps(expected, indent=1, ensure_ascii=False) + "\n").encode()
    if misses:
        sys.exit(f"known_misses.tsv names no file of the corpus: {sorted(misses)}")
    return made


def known_misses() -> dict[str, str]:
    """Path and reason of each file that is known to be judged wrong."""
    lines = MISSES.read_text(encoding="utf-8").splitlines() if MISSES.exists() else []
    return dict(line.split("\t", 1) for line in lines if line and not line.startswith("#"))


def write(made: dict[Path, bytes]) -> None:
    """Replaces both trees."""
    for tree in (SHARE, EXPECTED):
        shutil.rmtree(tree, ignore_errors=True)
    for path, data in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def differences(made: dict[Path, bytes]) -> list[str]:
    """What stands in the trees and should not, should and does not, or differs."""
    present = {path for tree in (SHARE, EXPECTED) for path in tree.rglob("*") if path.is_file()}
    found = [f"not made by the script: {path}" for path in present - made.keys()]
    found += [f"missing: {path}" for path in made.keys() - present]
    found += [f"differs: {path}" for path in present & made.keys() if not same(path.read_bytes(), made[path])]
    return sorted(found)


def main() -> None:
    """The command line."""
    if sys.argv[1:] == ["--people"]:
        people.choose()
    elif sys.argv[1:] == ["--check"]:
        if found := differences(everything()):
            sys.exit("\n".join(found))
    elif sys.argv[1:]:
        sys.exit(__doc__)
    else:
        write(everything())


if __name__ == "__main__":
    main()

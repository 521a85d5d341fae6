"""Compares gradus with NumPy, PyTorch and micrograd's way: the same work, side by side.

Every contender is a process of its own on one thread; they are started by turns, several times, and
the medians over the turns are compared. `make bench` makes the environment and runs all.
"""

import argparse
import os
import statistics
import sys

from contenders import ROOT, Contenders, Unavailable
from targets import MEMORY, timings


def main():
    options = parsed()
    contenders = Contenders(options.gradus)
    targets = [t for t in timings() if options.only in (None, t.work)]
    if not targets:
        works = dict.fromkeys(t.work for t in timings())
        sys.exit(f"There is no work {options.only}. Choose one of {', '.join(works)}.")
    if not (os.path.isfile(options.gradus) and os.access(options.gradus, os.X_OK)):
        sys.exit(f"{options.gradus} is not there. make build makes it.")
    what = "The fastest runs" if options.fastest else "Medians"
    print(
        f"{what} of {options.rounds} turns, one thread unless said; "
        "NumPy with preallocated arrays unless said.\n"
        "The ratio is the second's time by the first's.\n"
    )
    missed = 0
    for work in dict.fromkeys(t.work for t in targets):
        missed += compare(work, [t for t in targets if t.work == work], contenders, options)
    if options.only in (None, MEMORY.work):
        missed += compare_memory(contenders, options)
    print(f"\n{missed} missed." if missed else "\nNone missed.")
    return 1 if options.check and missed else 0


def parsed():
    """The options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", metavar="NAME", help="compare this work alone")
    parser.add_argument("--check", action="store_true", help="end with 1 where a ratio is missed")
    parser.add_argument(
        "--fastest",
        action="store_true",
        help="compare the fastest runs, where the machine has other work to do",
    )
    parser.add_argument("--rounds", type=int, default=5, help="turns of each contender; 5")
    parser.add_argument("--seconds", type=float, default=0.3, help="of each measurement; 0.3")
    default = str(ROOT / ".build" / "release" / "gradus")
    parser.add_argument("--gradus", default=default, metavar="FILE", help="the program")
    options = parser.parse_args()
    if options.rounds < 1 or options.seconds <= 0:
        parser.error("--rounds and --seconds are above 0")
    return options


def compare(work, targets, contenders, options):
    """Measures one work by all its contenders, prints its ratios, returns how many are missed."""
    names = list(dict.fromkeys(name for t in targets for name in (t.faster, t.slower)))
    taken, absent = {name: [] for name in names}, {}
    for _ in range(options.rounds):
        for name in names:
            if name in absent:
                continue
            try:
                taken[name].append(contenders.run(name, work, options.seconds))
            except Unavailable as why:
                absent[name] = str(why)
    print(f"{work}   {described(taken)}")
    missed = 0
    for target in targets:
        pair = f"  {target.faster} : {target.slower}"
        gone = absent.get(target.faster) or absent.get(target.slower)
        if gone:
            print(f"{pair:<40}{gone}")
            continue
        # float32 is gradus's alone.
        for variant in (v for v in taken[target.faster][0] if v in taken[target.slower][0]):
            faster = time_of(taken[target.faster], variant, options.fastest)
            slower = time_of(taken[target.slower], variant, options.fastest)
            kernel = taken[target.faster][0][variant].get("kernel")
            applies = target.kernel in (None, kernel)
            word, failed = verdict(slower / faster, target.least if applies else None)
            missed += failed
            times = f"{variant:<12}{shown(faster):>9}{shown(slower):>9}"
            print(f"{pair:<40}{times}{slower / faster:>9.2f}  {word}")
            pair = ""
    return missed


def time_of(turns, variant, is_fastest):
    """The time of a contender over its turns in milliseconds."""
    if is_fastest:
        return min(turn[variant]["min_ms"] for turn in turns)
    return statistics.median(turn[variant]["median_ms"] for turn in turns)


def described(taken):
    """The kernels and BLAS core types that ran."""
    words = []
    for name, turns in taken.items():
        if not turns:
            continue
        first = next(iter(turns[0].values()))
        used = first.get("kernel") or first.get("core")
        if used:
            words.append(f"{name}: {used}")
    return "(" + ", ".join(words) + ")" if words else ""


def compare_memory(contenders, options):
    """Compares the memory that a training step takes above start-up."""
    print(f"memory of {MEMORY.work}   (peak resident memory above that of small-4)")
    needs = {}
    for name in (MEMORY.faster, MEMORY.slower):
        try:
            turns = [
                contenders.peak(name, MEMORY.work, options.seconds)
                - contenders.peak(name, "small-4", 0.1)
                for _ in range(options.rounds)
            ]
        except Unavailable as why:
            print(f"  {name}: {why}")
            return 0
        needs[name] = statistics.median(turns)
    ours, theirs = needs[MEMORY.faster], needs[MEMORY.slower]
    word, failed = verdict(theirs / max(ours, 0.01), MEMORY.least)
    pair = f"  {MEMORY.faster} : {MEMORY.slower}"
    sizes = f"{'':<12}{ours:>6.1f} MB{theirs:>6.1f} MB"
    print(f"{pair:<40}{sizes}{theirs / max(ours, 0.01):>9.2f}  {word}")
    return failed


def verdict(ratio, least):
    """What is said of a ratio, and whether it is missed."""
    if least is None:
        return "", 0
    return (f"at least {least:g}: met", 0) if ratio >= least else (f"at least {least:g}: MISSED", 1)


def shown(milliseconds):
    """A time in the unit that suits it."""
    for unit, size in (("ms", 1), ("µs", 1e-3), ("ns", 1e-6)):
        if milliseconds >= size:
            break
    return f"{milliseconds / size:.3g} {unit}"


if __name__ == "__main__":
    sys.exit(main())

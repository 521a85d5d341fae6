"""Takes the time of a piece of work, in the way `gradus benchmark` does it."""

import gc
import json
import statistics
import time

SHORTEST = 50e-6  # seconds between two looks at the clock


def measured(work, seconds):
    """Median and minimum of the times of `work()` in ms, warmed up, no garbage collector."""
    gc.collect()
    gc.disable()
    try:
        times, elapsed = 1, sample(work, 1)
        warm_up = time.perf_counter() + seconds / 5
        while time.perf_counter() < warm_up or elapsed < SHORTEST:
            if elapsed < SHORTEST:
                times *= 2
            elapsed = sample(work, times)
        samples = []
        end = time.perf_counter() + seconds
        while not samples or time.perf_counter() < end:
            samples.append(sample(work, times) / times)
        return statistics.median(samples) * 1e3, min(samples) * 1e3
    finally:
        gc.enable()


def sample(work, times):
    """The seconds that so many calls take."""
    start = time.perf_counter()
    for _ in range(times):
        work()
    return time.perf_counter() - start


def report(name, variant, times, **more):
    """Prints a measurement as one JSON object, with the members that `gradus benchmark` has."""
    members = {"name": name, "variant": variant, "median_ms": times[0], "min_ms": times[1], **more}
    print(json.dumps(members), flush=True)

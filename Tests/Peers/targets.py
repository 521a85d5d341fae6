"""How much faster than its peers gradus has to be: what is compared, and the least ratio."""

from dataclasses import dataclass

LARGE = ["gemm-100x784x500", "gemm-500x500x500", "gemm-1024x1024x1024"]
THIN = ["gemm-100x500x10", "gemm-10x500x100", "gemm-500x100x10", "gemm-10x100x500"]


@dataclass(frozen=True)
class Target:
    """time(slower) / time(faster) is at least `least`; with None the ratio is only shown."""

    work: str
    faster: str
    slower: str
    least: float | None
    # The kernel without which the target says nothing, such as AVX-512's on another processor.
    kernel: str | None = None


def timings():
    """The targets on time, in the order of the table."""
    found = []
    for work in LARGE:
        found += [
            Target(work, "gradus", "numpy Haswell", 1.6, "avx512"),
            Target(work, "gradus", "numpy SkylakeX", 1.0, "avx512"),
            Target(work, "gradus avx2", "numpy Haswell", 0.9, "avx2"),
        ]
    found += [Target(work, "gradus", "numpy Haswell", 1.0) for work in THIN + ["small-64"]]
    found += [Target(work, "gradus", "numpy Haswell", None) for work in ("small-4", "small-16")]
    found += [Target(work, "gradus", "numpy Haswell", None) for work in ("exp", "log", "tanh")]
    found += [
        Target("mlp-step", "gradus", "numpy Haswell", 1.7),
        Target("mlp-step", "gradus", "numpy SkylakeX", 1.3, "avx512"),
        Target("mlp-step", "gradus", "numpy idiomatic", 3.0),
        Target("mlp-step", "gradus", "torch", 2.0),
        Target("mlp-step", "gradus avx2", "numpy Haswell", None, "avx2"),
        Target("mlp-step", "gradus 2 threads", "gradus", 1.5),
        Target("xor-step", "gradus", "torch", 20.0),
        Target("xor-step", "gradus", "numpy Haswell", 5.0),
        Target("xor-step", "gradus", "numpy idiomatic", 5.0),
        Target("conv-step", "gradus", "torch", 1.0),
        Target("conv-step", "gradus avx2", "torch", None, "avx2"),
        Target("batch-norm-100x500", "gradus", "numpy Haswell", 1.0),
        Target("batch-norm-100x500", "gradus", "numpy idiomatic", None),
        Target("batch-norm-100x500", "gradus", "torch", None),
        Target("tape-moons", "gradus", "micrograd's way", 300.0),
        Target("tape-chain", "gradus", "micrograd's way", 100.0),
    ]
    return found


# The memory of a training step: NumPy's with preallocated arrays over ours.
MEMORY = Target("mlp-step", "gradus", "numpy Haswell", 1.0)

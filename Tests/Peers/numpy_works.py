"""The works of `gradus benchmark` in NumPy: `numpy_works.py STYLE NAME SECONDS`.

STYLE is `preallocated` (every result goes to an array that is there: `out=`) or `idiomatic` (as one
writes it). NAME `nothing` does nothing, which shows what starting up takes.
"""

import sys

import numpy as np

import clock

RANDOM = np.random.default_rng(1)
CASES, BATCH, RATE = 200, 100, 0.1


def core_type():
    """The processor that the BLAS of this NumPy works for, `Haswell`; None where it is unknown."""
    try:
        from threadpoolctl import threadpool_info
    except ImportError:
        return None
    found = [pool.get("architecture") for pool in threadpool_info() if pool["user_api"] == "blas"]
    return found[0] if found else None


def drawn(*shape):
    return RANDOM.uniform(-1, 1, shape)


def product(rows, inner, columns, variant, style):
    """A B, the operands stored as the variant says."""
    a = drawn(inner, rows).T if variant[0] == "t" else drawn(rows, inner)
    b = drawn(columns, inner).T if variant[1] == "t" else drawn(inner, columns)
    if style == "idiomatic":
        return lambda: a @ b
    c = np.empty((rows, columns))
    return lambda: np.matmul(a, b, out=c)


def function(name, style):
    """exp, log or tanh of 50000 elements."""
    low, high = {"exp": (-20, 20), "log": (1e-6, 1000), "tanh": (-5, 5)}[name]
    x, function = RANDOM.uniform(low, high, 50_000), getattr(np, name)
    if style == "idiomatic":
        return lambda: function(x)
    target = np.empty_like(x)
    return lambda: function(x, out=target)


class Batches:
    """Cases in rows, taken batch by batch in their order: views, nothing is copied."""

    def __init__(self, cases, batch, inputs, outputs):
        self.x = RANDOM.uniform(0, 1, (cases, inputs))
        self.y = np.zeros((cases, outputs))
        self.y[np.arange(cases), RANDOM.integers(0, outputs, cases)] = 1
        self.batch, self.next = batch, 0

    def take(self):
        start, end = self.next, self.next + self.batch
        self.next = end % len(self.x)
        return self.x[start:end], self.y[start:end]


def layers(sizes):
    """Weights by He's rule for sigmoids, and zero biases."""
    weights = [drawn(m, n) / np.sqrt(m) for m, n in zip(sizes, sizes[1:])]
    return weights, [np.zeros(n) for n in sizes[1:]]


def idiomatic_step(sizes, batches, is_classifier):
    """A training step as one writes it: every line makes new arrays."""
    weights, biases = layers(sizes)

    def step():
        x, y = batches.take()
        activations = [x]
        for index, (w, b) in enumerate(zip(weights, biases)):
            z = activations[-1] @ w + b
            if is_classifier and index == len(weights) - 1:
                power = np.exp(z - z.max(axis=1, keepdims=True))
                activations.append(power / power.sum(axis=1, keepdims=True))
            else:
                activations.append(1 / (1 + np.exp(-z)))
        delta = (activations[-1] - y) / len(x)
        for index in reversed(range(len(weights))):
            before = activations[index]
            gradient, by_bias = before.T @ delta, delta.sum(axis=0)
            if index > 0:
                delta = (delta @ weights[index].T) * before * (1 - before)
            weights[index] -= RATE * gradient
            biases[index] -= RATE * by_bias

    return step


def preallocated_step(sizes, batches, is_classifier):
    """The same step in arrays that are there beforehand."""
    weights, biases = layers(sizes)
    outputs = [np.empty((batches.batch, n)) for n in sizes[1:]]
    deltas = [np.empty_like(a) for a in outputs]
    spare = [np.empty_like(a) for a in outputs]
    gradients = [np.empty_like(w) for w in weights]
    by_biases = [np.empty_like(b) for b in biases]
    column = np.empty((batches.batch, 1))
    last = len(weights) - 1

    def forward(x):
        for index in range(last + 1):
            a = outputs[index]
            np.matmul(x if index == 0 else outputs[index - 1], weights[index], out=a)
            np.add(a, biases[index], out=a)
            if is_classifier and index == last:
                np.max(a, axis=1, keepdims=True, out=column)
                np.subtract(a, column, out=a)
                np.exp(a, out=a)
                np.sum(a, axis=1, keepdims=True, out=column)
                np.divide(a, column, out=a)
            else:
                np.negative(a, out=a)
                np.exp(a, out=a)
                np.add(a, 1, out=a)
                np.reciprocal(a, out=a)

    def step():
        x, y = batches.take()
        forward(x)
        np.subtract(outputs[last], y, out=deltas[last])
        np.multiply(deltas[last], 1 / batches.batch, out=deltas[last])
        for index in range(last, -1, -1):
            delta = deltas[index]
            before = x if index == 0 else outputs[index - 1]
            np.matmul(before.T, delta, out=gradients[index])
            np.sum(delta, axis=0, out=by_biases[index])
            if index > 0:
                np.matmul(delta, weights[index].T, out=deltas[index - 1])
                np.subtract(1, before, out=spare[index - 1])
                np.multiply(spare[index - 1], before, out=spare[index - 1])
                np.multiply(deltas[index - 1], spare[index - 1], out=deltas[index - 1])
            np.multiply(gradients[index], RATE, out=gradients[index])
            np.subtract(weights[index], gradients[index], out=weights[index])
            np.multiply(by_biases[index], RATE, out=by_biases[index])
            np.subtract(biases[index], by_biases[index], out=biases[index])

    return step


def batch_norm(rows, columns, style):
    """Values of a batch normalisation with cases in rows, and its derivatives by z, gamma, beta."""
    z, delta = drawn(rows, columns), drawn(rows, columns)
    gamma, beta, offset = drawn(columns), drawn(columns), 1e-5

    def idiomatic():
        mean = z.mean(axis=0)
        deviation = np.sqrt(((z - mean) ** 2).mean(axis=0))
        hat = (z - mean) / (deviation + offset)
        values = gamma * hat + beta
        by_beta, by_gamma = delta.sum(axis=0), (delta * hat).sum(axis=0)
        slope = by_gamma / rows * (deviation + offset) / deviation
        by_z = gamma / (deviation + offset) * (delta - by_beta / rows - hat * slope)
        return values, by_z, by_gamma, by_beta

    hat, values, by_z, spare = (np.empty_like(z) for _ in range(4))
    mean, deviation, inverse, by_beta, by_gamma, slope = (np.empty(columns) for _ in range(6))

    def preallocated():
        np.mean(z, axis=0, out=mean)
        np.subtract(z, mean, out=hat)
        np.multiply(hat, hat, out=spare)
        np.mean(spare, axis=0, out=deviation)
        np.sqrt(deviation, out=deviation)
        np.divide(1, deviation + offset, out=inverse)
        np.multiply(hat, inverse, out=hat)
        np.multiply(hat, gamma, out=values)
        np.add(values, beta, out=values)
        np.sum(delta, axis=0, out=by_beta)
        np.multiply(delta, hat, out=spare)
        np.sum(spare, axis=0, out=by_gamma)
        np.divide(by_gamma, rows * deviation * inverse, out=slope)
        np.multiply(hat, slope, out=spare)
        np.subtract(delta, spare, out=by_z)
        np.subtract(by_z, by_beta / rows, out=by_z)
        np.multiply(by_z, gamma * inverse, out=by_z)

    return idiomatic if style == "idiomatic" else preallocated


def works(name, style):
    """The variants of a work: (variant, function) pairs."""
    if name.startswith("gemm-"):
        sizes = [int(size) for size in name[len("gemm-"):].split("x")]
        return [(v, product(*sizes, v, style)) for v in ("nn", "nt", "tn", "tt")]
    if name.startswith("small-"):
        size = int(name[len("small-"):])
        return [("nn", product(size, size, size, "nn", style))]
    if name == "batch-norm-100x500":
        return [("forward-backward", batch_norm(100, 500, style))]
    if name in ("exp", "log", "tanh"):
        return [("50000", function(name, style))]
    step = idiomatic_step if style == "idiomatic" else preallocated_step
    if name == "mlp-step":
        batches = Batches(CASES, BATCH, 784, 10)
        return [("batch-100", step([784, 500, 500, 10], batches, True))]
    if name == "xor-step":
        return [("batch-4", step([2, 2, 1], Batches(4, 4, 2, 1), False))]
    return []


def main():
    style, name, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3])
    for variant, work in works(name, style):
        clock.report(name, variant, clock.measured(work, seconds), core=core_type())


if __name__ == "__main__":
    main()

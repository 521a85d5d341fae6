"""The works over scalars in micrograd's way: `value_works.py NAME SECONDS`."""

import math
import random
import sys

import clock
from value import Value


def chain():
    """x = 2w + 3, y = log x, z = 2y² − 1, forward and backward."""
    w = Value(1.0)
    x = 2 * w + 3
    y = x.log()
    z = 2 * y**2 - 1
    z.backward()
    return w.grad


class Neuron:
    def __init__(self, inputs, is_hidden):
        self.weights = [Value(random.uniform(-1, 1)) for _ in range(inputs)]
        self.bias = Value(0)
        self.is_hidden = is_hidden

    def __call__(self, inputs):
        total = sum((w * x for w, x in zip(self.weights, inputs)), self.bias)
        return total.relu() if self.is_hidden else total


class Network:
    """MLP(2, [16, 16, 1]): ReLU in the hidden layers, a plain score at the end."""

    def __init__(self, sizes):
        last = len(sizes) - 2
        self.layers = [
            [Neuron(sizes[i], i != last) for _ in range(sizes[i + 1])] for i in range(last + 1)
        ]
        self.parameters = [
            p for layer in self.layers for neuron in layer for p in [*neuron.weights, neuron.bias]
        ]

    def __call__(self, inputs):
        for layer in self.layers:
            inputs = [neuron(inputs) for neuron in layer]
        return inputs[0]


def moons(count):
    """Two interleaved half circles with noise, labelled 1 and −1."""
    points, labels = [], []
    for index in range(count):
        angle = random.uniform(0, math.pi)
        x, y, is_upper = math.cos(angle), math.sin(angle), index % 2 == 0
        if not is_upper:
            x, y = 1 - x, 0.5 - y
        points.append([x + random.gauss(0, 0.1), y + random.gauss(0, 0.1)])
        labels.append(1 if is_upper else -1)
    return points, labels


def moons_step():
    """Forward, backward and update: mean hinge loss and λ Σ p², as micrograd's demonstration."""
    network = Network([2, 16, 16, 1])
    points, labels = moons(100)

    def step():
        inputs = [list(map(Value, point)) for point in points]
        scores = [network(point) for point in inputs]
        losses = [(1 + -label * score).relu() for label, score in zip(labels, scores)]
        cost = sum(losses) * (1 / len(losses))
        cost = cost + 1e-4 * sum(p * p for p in network.parameters)
        for p in network.parameters:
            p.grad = 0
        cost.backward()
        for p in network.parameters:
            p.data -= 0.1 * p.grad

    return step


def main():
    name, seconds = sys.argv[1], float(sys.argv[2])
    random.seed(1)
    sys.setrecursionlimit(100_000)
    variant, work = {
        "tape-chain": ("dz/dw", lambda: chain),
        "tape-moons": ("100-points", moons_step),
    }[name]
    clock.report(name, variant, clock.measured(work(), seconds))


if __name__ == "__main__":
    main()

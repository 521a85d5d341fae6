"""Training steps and layers in PyTorch, float64 on one thread: `torch_works.py NAME SECONDS`."""

import sys

import torch

import clock

CASES, BATCH, RATE = 200, 100, 0.1


def mlp_step():
    """784-500-500-10 with sigmoids, softmax with cross-entropy, SGD on batches of 100."""
    model = torch.nn.Sequential(
        torch.nn.Linear(784, 500), torch.nn.Sigmoid(),
        torch.nn.Linear(500, 500), torch.nn.Sigmoid(),
        torch.nn.Linear(500, 10),
    )
    x, labels = torch.rand(CASES, 784), torch.randint(0, 10, (CASES,))
    return step(model, torch.nn.CrossEntropyLoss(), x, labels, BATCH)


def xor_step():
    """2-2-1 with sigmoids and the binary cross-entropy of all four cases."""
    model = torch.nn.Sequential(
        torch.nn.Linear(2, 2), torch.nn.Sigmoid(), torch.nn.Linear(2, 1), torch.nn.Sigmoid()
    )
    x = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    y = torch.tensor([[0.0], [1.0], [1.0], [0.0]])
    return step(model, torch.nn.BCELoss(), x, y, len(x))


def step(model, loss, x, y, batch):
    """A step of the usual loop on the next batch."""
    optimizer = torch.optim.SGD(model.parameters(), lr=RATE)
    start = 0

    def work():
        nonlocal start
        cases, targets = x, y
        if batch < len(x):
            cases, targets = x[start:start + batch], y[start:start + batch]
            start = (start + batch) % len(x)
        optimizer.zero_grad()
        loss(model(cases), targets).backward()
        optimizer.step()

    return work


def layer_step(layer, x, delta):
    """The output of a layer for x, and the derivatives by x and by its parameters."""
    x.requires_grad_()

    def work():
        x.grad = layer.weight.grad = layer.bias.grad = None
        layer(x).backward(delta)

    return work


def conv_step():
    """32 images of 1x28x28, 8 filters of 5x5, padding 2."""
    layer = torch.nn.Conv2d(1, 8, 5, padding=2)
    return layer_step(layer, torch.rand(32, 1, 28, 28), torch.rand(32, 8, 28, 28))


def batch_norm():
    """100 cases of 500 units in training; its root of variance plus epsilon is as much work."""
    return layer_step(torch.nn.BatchNorm1d(500), torch.rand(100, 500), torch.rand(100, 500))


WORKS = {
    "mlp-step": ("batch-100", mlp_step),
    "xor-step": ("batch-4", xor_step),
    "conv-step": ("32x1x28x28", conv_step),
    "batch-norm-100x500": ("forward-backward", batch_norm),
}


def main():
    name, seconds = sys.argv[1], float(sys.argv[2])
    torch.set_num_threads(1)
    torch.set_default_dtype(torch.float64)
    torch.manual_seed(1)
    variant, work = WORKS[name]
    clock.report(name, variant, clock.measured(work(), seconds))


if __name__ == "__main__":
    main()

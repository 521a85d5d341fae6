"""Reverse mode over scalars in micrograd's way: an object, a closure and a set for every number.

The architecture is that of Andrej Karpathy's micrograd; the code is our own.
"""

import math


class Value:
    """A number that knows what it was made from, and how to hand its gradient on."""

    def __init__(self, data, children=(), label=""):
        self.data = data
        self.grad = 0
        self.children = set(children)
        self.label = label
        self.hand_on = lambda: None

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        result = Value(self.data + other.data, (self, other), "+")

        def hand_on():
            self.grad += result.grad
            other.grad += result.grad

        result.hand_on = hand_on
        return result

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        result = Value(self.data * other.data, (self, other), "*")

        def hand_on():
            self.grad += other.data * result.grad
            other.grad += self.data * result.grad

        result.hand_on = hand_on
        return result

    def __pow__(self, exponent):
        result = Value(self.data**exponent, (self,), f"**{exponent}")

        def hand_on():
            self.grad += exponent * self.data ** (exponent - 1) * result.grad

        result.hand_on = hand_on
        return result

    def log(self):
        result = Value(math.log(self.data), (self,), "log")

        def hand_on():
            self.grad += result.grad / self.data

        result.hand_on = hand_on
        return result

    def relu(self):
        result = Value(self.data if self.data > 0 else 0, (self,), "relu")

        def hand_on():
            self.grad += (result.data > 0) * result.grad

        result.hand_on = hand_on
        return result

    def backward(self):
        """Sorts what this was made from, then applies the chain rule from here back."""
        order, seen = [], set()

        def visit(value):
            if value not in seen:
                seen.add(value)
                for child in value.children:
                    visit(child)
                order.append(value)

        visit(self)
        self.grad = 1
        for value in reversed(order):
            value.hand_on()

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    __radd__ = __add__
    __rmul__ = __mul__

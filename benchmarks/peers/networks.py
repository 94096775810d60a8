"""The paper's networks in PyTorch, with the sizes, names and constants of Sources/Networks/ArchitectureKind.swift."""
import collections
import math

import torch
import torch.nn.functional as F
from torch import nn


class Convolution(nn.Conv2d):
    """A convolution whose output sizes round up: the overhang at the far edges reads as zeros."""

    def forward(self, x):
        kernel, stride, pad = self.kernel_size[0], self.stride[0], self.near_pad
        side = x.shape[-1]
        far = math.ceil((side + 2 * pad - kernel) / stride) * stride + kernel - side - pad
        if far == pad:
            return F.conv2d(x, self.weight, self.bias, self.stride, pad, groups=self.groups)
        return F.conv2d(F.pad(x, (pad, far, pad, far)), self.weight, self.bias, self.stride, groups=self.groups)


def network(kind, side=224, width=1.0, classes=1000, pixel_scale=1.0):
    """A `zfnet` or an `alexnet` as a Sequential of layers named conv1, relu1, pool1, norm1, … fc8."""
    layers = collections.OrderedDict()
    shape, number = [3, side, side], 0

    def scaled(count):
        return math.ceil(count * width / 16) * 16

    def convolution(maps, kernel, stride=1, pad=0, groups=1):
        nonlocal number, shape
        number += 1
        layer = Convolution(shape[0], scaled(maps), kernel, stride, groups=groups)
        layer.near_pad = pad
        layers[f"conv{number}"] = layer
        layers[f"relu{number}"] = nn.ReLU()
        out = 1 + math.ceil((shape[1] + 2 * pad - kernel) / stride)
        shape = [scaled(maps), out, out]

    def pool():
        nonlocal shape
        layers[f"pool{number}"] = nn.MaxPool2d(3, 2, ceil_mode=True)
        out = 1 + math.ceil((shape[1] - 3) / 2)
        shape = [shape[0], out, out]

    def normalize():
        layers[f"norm{number}"] = nn.LocalResponseNorm(5, alpha=1e-4 / pixel_scale**2, beta=0.75, k=2.0)

    def hidden(outputs):
        nonlocal number, shape
        number += 1
        layers[f"fc{number}"] = nn.Linear(math.prod(shape), scaled(outputs))
        layers[f"relu{number}"] = nn.ReLU()
        layers[f"drop{number}"] = nn.Dropout(0.5)
        shape = [scaled(outputs)]

    if kind == "zfnet":
        convolution(96, 7, stride=2), pool(), normalize()
        convolution(256, 5, stride=2), pool(), normalize()
        convolution(384, 3, pad=1), convolution(384, 3, pad=1), convolution(256, 3, pad=1), pool()
    elif kind == "alexnet":
        convolution(96, 11, stride=4), normalize(), pool()
        convolution(256, 5, pad=2, groups=2), normalize(), pool()
        convolution(384, 3, pad=1), convolution(384, 3, pad=1, groups=2)
        convolution(256, 3, pad=1, groups=2), pool()
    else:
        raise ValueError(f"no network {kind}")
    layers["flatten"] = nn.Flatten()
    hidden(4096), hidden(4096)
    layers[f"fc{number + 1}"] = nn.Linear(shape[0], classes)
    return nn.Sequential(layers)


def start(model):
    """He's start, as the standard recipe has it: zero biases, and the logits at a tenth of the deviation."""
    weighted = [layer for layer in model if hasattr(layer, "weight")]
    with torch.no_grad():
        for layer in weighted:
            fan_in = layer.weight[0].numel()
            deviation = math.sqrt(2 / fan_in) * (0.1 if layer is weighted[-1] else 1)
            layer.weight.normal_(0, deviation)
            layer.bias.zero_()
    return model

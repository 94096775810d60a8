"""Writes torch-dilated.onnx, a small network whose convolutions have gaps as PyTorch's exporter writes it, and dilated.safetensors: what
PyTorch computes of it, in double precision.

Run by hand with any PyTorch: pip install torch safetensors; python make_dilated_fixture.py

Beside the logits of two images there are projections of units of every convolution of the first, by the gradient, the deconvnet and guided
backpropagation. Parameters and images come from the formula of make_fixtures.py.
"""
import json
import math
import pathlib

import numpy
import torch
from safetensors.numpy import save_file
from torch import nn

here = pathlib.Path(__file__).resolve().parent
torch.set_num_threads(1)
SIDE, CLASSES = 24, 5


def draws(seed, shape, deviation):
    """Uniform draws around zero from a linear congruential generator (Knuth's MMIX constants), as 32-bit floats."""
    state, values = seed, []
    for _ in range(math.prod(shape)):
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        values.append(((state >> 40) / 2**24 - 0.5) * (math.sqrt(12) * deviation))
    return torch.from_numpy(numpy.array(values, dtype=numpy.float32)).reshape(shape)


class Rectifier(torch.autograd.Function):
    """A ReLU with one of three backward rules."""

    rule = "gradient"

    @staticmethod
    def forward(context, x):
        context.save_for_backward(x)
        return x.clamp(min=0)

    @staticmethod
    def backward(context, signal):
        x, = context.saved_tensors
        if Rectifier.rule in ("deconvnet", "guided"):
            signal = signal.clamp(min=0)
        return signal if Rectifier.rule == "deconvnet" else signal * (x > 0)


network = nn.Sequential(
    nn.Conv2d(3, 6, 3, padding=2, dilation=2), nn.ReLU(), nn.MaxPool2d(3, 2),
    nn.Conv2d(6, 8, (2, 3), padding=(1, 3), dilation=(2, 3), groups=2), nn.ReLU(),
    nn.Conv2d(8, 8, 3, stride=2, padding=3, dilation=3), nn.ReLU(), nn.Flatten(), nn.Linear(8 * 6 * 6, CLASSES)).eval()
for place, tensor in enumerate(network.state_dict().values()):
    deviation = (2 / (tensor.numel() / tensor.shape[0])) ** 0.5 if tensor.dim() > 1 else 0.1
    tensor.copy_(draws(1000 + place, tuple(tensor.shape), deviation))
images = draws(10, (2, 3, SIDE, SIDE), 1)
torch.onnx.export(network, images[:1], here / "torch-dilated.onnx", opset_version=11, input_names=["image"], output_names=["logits"])

network, images = network.double(), images.double()
tensors = {"logits": network(images).detach().numpy()}
units = []
for number, place in enumerate(place for place, layer in enumerate(network) if isinstance(layer, nn.Conv2d)):
    for rule in ("gradient", "deconvnet", "guided"):
        Rectifier.rule = rule
        pixels = images[:1].clone().requires_grad_()
        x = pixels
        for layer in network[:place + 1]:
            x = Rectifier.apply(x) if isinstance(layer, nn.ReLU) else layer(x)
        # The strongest unit of a row in the middle, which is above zero, so that a ReLU lets it pass.
        row = x.shape[2] // 2
        channel, column = divmod(int(x[0, :, row].flatten().argmax()), x.shape[3])
        assert x[0, channel, row, column] > 0
        x[0, channel, row, column].backward()
        name = f"{rule} {number}"
        tensors[name] = pixels.grad.numpy()
        units.append({"tensor": name, "convolution": number, "channel": channel, "row": row, "column": column, "rule": rule})
save_file(
    {name: numpy.ascontiguousarray(value.astype(numpy.float32)) for name, value in tensors.items()}, here / "dilated.safetensors",
    metadata={"units": json.dumps(units)})

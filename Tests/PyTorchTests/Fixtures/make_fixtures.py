"""Writes zfnet.safetensors and alexnet.safetensors: what PyTorch computes, in double precision, for narrow networks.

Run by hand with any recent PyTorch: pip install torch captum safetensors; python make_fixtures.py

Parameters, images and signals come from a formula (`draws`) that the tests know too. A large tensor is stored
thinned: every n-th of its values, n having no factor in common with any of its extents, so that every row, column and
map is met; its largest magnitude and its sum of squares are stored of all values.
"""
import json
import math
import pathlib
import sys

import numpy
import torch
import torch.nn.functional as F
from captum.attr import NeuronDeconvolution
from safetensors.numpy import save_file
from torch import nn

here = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(here.parents[2] / "benchmarks" / "peers"))
from networks import network  # noqa: E402

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)

BATCH, STEPS, CLASSES, WIDTH, PIXEL_SCALE = 3, 10, 5, 0.01, 1 / 64
LEARNING_RATE, MOMENTUM, WEIGHT_DECAY = 0.02, 0.9, 5e-4
SQUARE, STRIDE = 20, 10
LARGEST_WHOLE = 1024


def draws(seed, shape, deviation):
    """Uniform draws around zero from a linear congruential generator (Knuth's MMIX constants), as 32-bit floats."""
    state, values = seed, []
    for _ in range(math.prod(shape)):
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        values.append(((state >> 40) / 2**24 - 0.5) * (math.sqrt(12) * deviation))
    values = numpy.array(values, dtype=numpy.float32).astype(numpy.float64)
    return torch.from_numpy(values).reshape(shape)


def load(model):
    """Seeds count the weighted layers: 1000 and 2000 plus the layer's place."""
    weighted = [layer for layer in model if hasattr(layer, "weight")]
    with torch.no_grad():
        for place, layer in enumerate(weighted):
            fan_in = layer.weight[0].numel()
            layer.weight.copy_(draws(1000 + place, layer.weight.shape, math.sqrt(2 / fan_in)))
            layer.bias.copy_(draws(2000 + place, layer.bias.shape, 0.1))
    return model


def activations(model, x):
    values = {}
    for name, layer in model.named_children():
        x = layer(x)
        values[name] = x
    return values


class IdentityBackward(torch.autograd.Function):
    """The normalization in the forward pass; in the backward pass nothing, as is usual in deconvnets."""

    @staticmethod
    def forward(context, x, layer):
        return layer(x)

    @staticmethod
    def backward(context, signal):
        return signal, None


def project(model, image, layer, unit, rule, normalization):
    """One unit's signal of 1, carried from a ReLU's output down to the pixels."""

    def hook(module, grad_input, grad_output):
        return (F.relu(grad_output[0] if rule == "deconvnet" else grad_input[0]),)

    hooks = [m.register_full_backward_hook(hook) for m in model if isinstance(m, nn.ReLU)]
    x = value = image.clone().requires_grad_()
    for name, module in model.named_children():
        skips = normalization == "identity" and isinstance(module, nn.LocalResponseNorm)
        value = IdentityBackward.apply(value, module) if skips else module(value)
        if name == layer:
            break
    signal = torch.zeros_like(value)
    signal[(0, *unit)] = 1
    value.backward(signal)
    for handle in hooks:
        handle.remove()
    return x.grad[0]


class Fixture:
    """Tensors to be stored, and what is known of each."""

    def __init__(self):
        self.tensors, self.facts = {}, {}

    def add(self, name, tensor):
        tensor = tensor.detach()
        count = tensor.numel()
        every = max(1, math.ceil(count / LARGEST_WHOLE))
        while any(math.gcd(every, extent) > 1 for extent in tensor.shape):
            every += 1
        self.tensors[name] = tensor.flatten()[::every].numpy().astype(numpy.float32)
        self.facts[name] = {
            "shape": list(tensor.shape), "every": every, "peak": tensor.abs().max().item(),
            "energy": tensor.square().sum().item()}


def add_projections(fixture, model, image):
    """The strongest map's unit at the near corner, on an edge, inside, and at the far corner of every convolution."""
    units = []
    values = activations(model, image)
    for layer in [f"relu{n}" for n in range(1, 6)]:
        maps = values[layer][0]
        end = maps.shape[1] - 1
        for row, column in [(0, 0), (end // 2, end), (end // 2, end // 2), (end, end)]:
            unit = (int(maps[:, row, column].argmax()), row, column)
            assert maps[unit] > 0
            for rule, normalization in [
                ("deconvnet", "identity"), ("deconvnet", "gradient"), ("guided", "gradient")]:
                pixels = project(model, image, layer, unit, rule, normalization)
                if (rule, normalization) == ("deconvnet", "gradient"):
                    captum = NeuronDeconvolution(model, getattr(model, layer)).attribute(image, unit)[0]
                    assert (captum - pixels).abs().max() <= 1e-12 * pixels.abs().max()
                # One place in each layer is enough for the rule that Captum has judged.
                if normalization == "gradient" and rule == "deconvnet" and (row, column) != (end, end):
                    continue
                seen = pixels.abs().amax(0).nonzero()
                (top, left), (bottom, right) = seen.min(0).values.tolist(), (seen.max(0).values + 1).tolist()
                name = f"projection {len(units)}"
                units.append({
                    "tensor": name, "layer": layer.replace("relu", "conv"), "map": unit[0], "row": row,
                    "column": column, "rule": rule, "normalization": normalization, "top": top, "left": left})
                fixture.add(name, pixels[:, top:bottom, left:right])
    return units


def add_occlusion(fixture, model, image):
    """A square of zeros at every place of a grid: P(class), the label, and the sum of the strongest conv5 map."""
    values = activations(model, image)
    label = int(values["fc8"].argmax())
    watched = int(values["relu5"][0].sum((1, 2)).argmax())
    places = range(0, image.shape[-1] - SQUARE + 1, STRIDE)
    rows = []
    for y in places:
        for x in places:
            occluded = image.clone()
            occluded[:, :, y:y + SQUARE, x:x + SQUARE] = 0
            values = activations(model, occluded)
            logits = values["fc8"][0]
            rows.append([logits.softmax(0)[label], logits.argmax(), values["relu5"][0, watched].sum()])
    maps = torch.tensor([[float(value) for value in row] for row in rows]).T.reshape(3, len(places), len(places))
    for name, values in zip(["probability", "label", "response"], maps):
        fixture.add(f"occlusion {name}", values)
    return {"square": SQUARE, "stride": STRIDE, "label": label, "map": watched}


def add_training(fixture, model, side):
    """Ten steps, each on images of its own; weights decay, biases do not."""
    parameters = dict(model.named_parameters())
    groups = [
        {"params": [p for n, p in parameters.items() if n.endswith("weight")], "weight_decay": WEIGHT_DECAY},
        {"params": [p for n, p in parameters.items() if n.endswith("bias")], "weight_decay": 0}]
    descent = torch.optim.SGD(groups, lr=LEARNING_RATE, momentum=MOMENTUM)
    losses = []
    for step in range(STEPS):
        images = draws(10 + step, (BATCH, 3, side, side), 1)
        labels = torch.tensor([(step + row) % CLASSES for row in range(BATCH)])
        loss = F.cross_entropy(model(images), labels)
        descent.zero_grad()
        loss.backward()
        if step == 0:
            for name, parameter in parameters.items():
                fixture.add(f"gradient {name}", parameter.grad)
        descent.step()
        losses.append(loss.item())
    fixture.add("losses", torch.tensor(losses))
    for name, parameter in parameters.items():
        fixture.add(f"final {name}", parameter)


def add_normalization(fixture):
    """Contrast normalization alone, of positive values, and its gradient."""
    x = draws(3000, (BATCH, 16, 9, 9), 1).abs().requires_grad_()
    y = F.local_response_norm(x, 5, alpha=1e-4 / PIXEL_SCALE**2, beta=0.75, k=2.0)
    y.backward(draws(3001, y.shape, 1))
    fixture.add("normalization output", y)
    fixture.add("normalization gradient", x.grad)


def make(kind, side):
    fixture = Fixture()
    model = load(network(kind, side, WIDTH, CLASSES, PIXEL_SCALE)).eval()
    images = draws(10, (BATCH, 3, side, side), 1)
    for name, values in activations(model, images).items():
        # The engine's values of conv1 are those after its ReLU; dropout and flattening change none.
        if not name.startswith(("conv", "drop", "flatten")) and name not in ("fc6", "fc7"):
            fixture.add(f"activation {name}", values)
    units = add_projections(fixture, model, images[:1])
    occlusion = add_occlusion(fixture, model, images[:1])
    add_training(fixture, model, side)
    add_normalization(fixture)
    description = {
        "side": side, "batch": BATCH, "classes": CLASSES, "width": WIDTH, "pixelScale": PIXEL_SCALE, "steps": STEPS,
        "learningRate": LEARNING_RATE, "momentum": MOMENTUM, "weightDecay": WEIGHT_DECAY, "units": units,
        "occlusion": occlusion, "facts": fixture.facts}
    metadata = {"made by": f"PyTorch {torch.__version__}", "description": json.dumps(description, sort_keys=True)}
    save_file(fixture.tensors, here / f"{kind}.safetensors", metadata)


# At these sides every window of both networks overhangs, the last pooling's too.
make("zfnet", 76)
make("alexnet", 70)

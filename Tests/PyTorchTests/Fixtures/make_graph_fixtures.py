"""Writes residual, fire, inception and windows .safetensors: what PyTorch computes, in double precision, for small graphs
with branches, means, batch normalization, other activations, and windows of every shape.

Run by hand with any recent PyTorch: pip install torch safetensors; python make_graph_fixtures.py

Each file holds its graph as JSON in the form that the program reads; PyTorch runs the same nodes with its own operations.
Parameters, images and signals come from the formula of make_fixtures.py, and large tensors are thinned as there.
"""
import json
import math
import pathlib

import numpy
import torch
import torch.nn.functional as F
from safetensors.numpy import save_file

here = pathlib.Path(__file__).resolve().parent
torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
BATCH, CLASSES, LARGEST_WHOLE = 2, 4, 300


def draws(seed, shape, deviation):
    """Uniform draws around zero from a linear congruential generator (Knuth's MMIX constants), as 32-bit floats."""
    state, values = seed, []
    for _ in range(math.prod(shape)):
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        values.append(((state >> 40) / 2**24 - 0.5) * (math.sqrt(12) * deviation))
    values = numpy.array(values, dtype=numpy.float32).astype(numpy.float64)
    return torch.from_numpy(values).reshape(shape)


# Graphs, as JSON.

def axis(kernel, stride=1, before=0, after=0, rounding="down"):
    return {"kernel": kernel, "stride": stride, "padBefore": before, "padAfter": after, "rounding": rounding}


def square(kernel, stride=1, pad=0, rounding="down"):
    return {"rows": axis(kernel, stride, pad, pad, rounding), "columns": axis(kernel, stride, pad, pad, rounding)}


class Builder:
    def __init__(self, side):
        self.nodes, self.channels, self.side = [], {"input": 3}, side

    def add(self, name, kind, *inputs, channels=None, **constants):
        self.nodes.append({"name": name, "inputs": list(inputs), "operation": {"kind": kind, **constants}})
        self.channels[name] = self.channels[inputs[0]] if channels is None else channels
        return name

    def conv(self, name, source, outputs, window, groups=1):
        return self.add(name, "convolution", source, channels=outputs, inputs=self.channels[source],
                        outputs=outputs, groups=groups, window=window)

    def relu(self, name, source):
        return self.add(name, "relu", source)

    def norm(self, name, source):
        self.add(name, "batchNormalization", source)
        self.nodes[-1]["operation"]["channels"] = self.channels[source]
        return name

    def concat(self, name, *sources):
        return self.add(name, "concatenation", *sources, channels=sum(self.channels[s] for s in sources))

    def dense(self, name, source, inputs):
        return self.add(name, "dense", source, channels=CLASSES, inputs=inputs, outputs=CLASSES)


def residual():
    g = Builder(33)
    top = g.relu("relu1", g.norm("bn1", g.conv("conv1", "input", 8, square(5, 2, 2))))
    top = g.add("pool1", "maxPooling", top, window=square(3, 2, 1))
    for block, (channels, stride) in enumerate([(8, 1), (12, 2)]):
        name = f"block{block + 1}"
        first = g.relu(f"{name}.relu1", g.norm(f"{name}.bn1", g.conv(f"{name}.conv1", top, channels, square(3, stride, 1))))
        second = g.norm(f"{name}.bn2", g.conv(f"{name}.conv2", first, channels, square(3, 1, 1)))
        shortcut = top if stride == 1 else g.norm(f"{name}.bn3", g.conv(f"{name}.down", top, channels, square(1, stride)))
        top = g.relu(f"{name}.relu2", g.add(f"{name}.add", "add", second, shortcut))
    g.dense("fc", g.add("mean", "globalAveragePooling", top), 12)
    return g


def fire():
    g = Builder(31)
    top = g.relu("relu1", g.conv("conv1", "input", 8, square(3, 2)))
    top = g.add("pool1", "maxPooling", top, window=square(3, 2, 0, "upWithinInput"))
    for number in (2, 3):
        name = f"fire{number}"
        squeeze = g.relu(f"{name}.relu1", g.conv(f"{name}.squeeze", top, 4, square(1)))
        small = g.relu(f"{name}.relu2", g.conv(f"{name}.expand1", squeeze, 6, square(1)))
        large = g.relu(f"{name}.relu3", g.conv(f"{name}.expand3", squeeze, 6, square(3, 1, 1)))
        top = g.concat(f"{name}.concat", small, large)
    top = g.relu("relu10", g.conv("conv10", top, CLASSES, square(1)))
    g.add("mean", "globalAveragePooling", top)
    return g


def inception():
    g = Builder(32)
    top = g.relu("relu1", g.conv("conv1", "input", 8, square(5, 2, 2)))
    top = g.add("pool1", "maxPooling", top, window=square(3, 2, 0, "upWithinInput"))
    top = g.add("norm1", "responseNormalization", top,
                constants={"size": 5, "alpha": 0.5, "beta": 0.75, "k": 1, "dividesAlpha": True})
    point = g.relu("a.relu", g.conv("a.1x1", top, 4, square(1)))
    middle = g.relu("b.relu2", g.conv("b.3x3", g.relu("b.relu1", g.conv("b.reduce", top, 4, square(1))), 6, square(3, 1, 1)))
    large = g.relu("c.relu2", g.conv("c.5x5", g.relu("c.relu1", g.conv("c.reduce", top, 3, square(1))), 4, square(5, 1, 2)))
    pooled = g.relu("d.relu", g.conv("d.1x1", g.add("d.pool", "maxPooling", top, window=square(3, 1, 1)), 3, square(1)))
    top = g.concat("concat", point, middle, large, pooled)
    top = g.add("average", "averagePooling", top, window=square(3, 2, 1), countsPadding=False)
    g.dense("fc", g.add("flatten", "flatten", top), 17 * 4 * 4)
    return g


def windows():
    g = Builder(26)
    top = g.conv("conv1", "input", 6, {"rows": axis(5, 2, 0, 2), "columns": axis(3, 1, 1, 0)})
    top = g.add("leaky1", "leakyRelu", top, slope=0.125)
    top = g.add("norm1", "responseNormalization", top,
                constants={"size": 4, "alpha": 0.25, "beta": 0.5, "k": 1.5, "dividesAlpha": False})
    top = g.add("pool1", "maxPooling", top, window={"rows": axis(2, 2, 1, 0), "columns": axis(3, 2, 0, 1, "upWithinInput")})
    top = g.conv("conv2", top, 8, {"rows": axis(1), "columns": axis(5, 1, 2, 2)}, groups=2)
    top = g.add("prelu2", "parametricRelu", top)
    top = g.conv("conv3", top, 8, square(3, 2, 1, "up"))
    top = g.add("clip3", "clippedRelu", top, limit=0.75)
    top = g.add("average", "averagePooling", top, window=square(2, 2, 1, "upWithinInput"), countsPadding=True)
    g.relu("relu4", g.conv("conv4", top, 8, square(3, 1, 1)))
    joined = g.add("sum", "add", "relu4", "average", "average")
    g.add("softmax", "softmax", g.dense("fc", joined, 8 * 3 * 4))
    return g


# The same nodes in PyTorch.

def pads(window, x, value=0.0):
    """What lies around the map: padding, and the overhang of sizes that are rounded up."""
    sizes = []
    for name, length in (("columns", x.shape[3]), ("rows", x.shape[2])):
        w = window[name]
        free = length + w["padBefore"] + w["padAfter"] - w["kernel"]
        outputs = 1 + (free // w["stride"] if w["rounding"] == "down" else -(-free // w["stride"]))
        if w["rounding"] == "upWithinInput" and (outputs - 1) * w["stride"] >= length + w["padBefore"]:
            outputs -= 1
        far = max(w["padAfter"], (outputs - 1) * w["stride"] + w["kernel"] - length - w["padBefore"])
        used = (outputs - 1) * w["stride"] + w["kernel"]
        sizes.append((w["padBefore"], far, used))
    (left, right, width), (top, bottom, height) = sizes
    # What no window reaches, because sizes are rounded down, is cut off.
    return F.pad(x, (left, right, top, bottom), value=value)[:, :, :height, :width]


class Rule(torch.autograd.Function):
    """An activation whose backward pass follows a rule."""

    @staticmethod
    def forward(context, x, function, rule):
        with torch.enable_grad():
            inner = x.detach().requires_grad_()
            y = function(inner)
        context.inner, context.y, context.rule = inner, y, rule
        return y.detach()

    @staticmethod
    def backward(context, signal):
        if context.rule == "deconvnet":
            return F.relu(signal), None, None
        gradient = torch.autograd.grad(context.y, context.inner, signal)[0]
        return F.relu(gradient), None, None


class Unchanged(torch.autograd.Function):
    """A function in the forward pass, nothing in the backward pass."""

    @staticmethod
    def forward(context, x, function):
        return function(x)

    @staticmethod
    def backward(context, signal):
        return signal, None


class Rectified(torch.autograd.Function):
    """Nothing in the forward pass, a ReLU in the backward pass: one reader of several."""

    @staticmethod
    def forward(context, x):
        return x.view_as(x)

    @staticmethod
    def backward(context, signal):
        return F.relu(signal)


RECTIFIERS = ("relu", "leakyRelu", "clippedRelu", "parametricRelu")


def run(graph, parameters, image, rule="gradient", normalization="gradient", each=False):
    values = {"input": image}
    readers = {}
    kinds = {node["name"]: node["operation"]["kind"] for node in graph.nodes}
    for node in graph.nodes:
        for source in node["inputs"]:
            readers[source] = readers.get(source, 0) + 1
    for node in graph.nodes:
        operation, name = node["operation"], node["name"]
        kind = operation["kind"]
        inputs = [values[source] for source in node["inputs"]]
        if each:
            inputs = [Rectified.apply(x) if kinds.get(s) in RECTIFIERS and readers[s] > 1 else x
                      for s, x in zip(node["inputs"], inputs)]
        x = inputs[0]
        if kind == "convolution":
            strides = (operation["window"]["rows"]["stride"], operation["window"]["columns"]["stride"])
            y = F.conv2d(pads(operation["window"], x), *parameters[name], stride=strides, groups=operation["groups"])
        elif kind == "dense":
            y = F.linear(x.flatten(1), *parameters[name])
        elif kind == "batchNormalization":
            gamma, beta, mean, variance = parameters[name]
            y = F.batch_norm(x, mean, variance, gamma, beta, eps=1e-3)
        elif kind in RECTIFIERS:
            function = {
                "relu": F.relu, "leakyRelu": lambda v: F.leaky_relu(v, operation.get("slope")),
                "clippedRelu": lambda v: F.hardtanh(v, 0, operation.get("limit")),
                "parametricRelu": lambda v: F.prelu(v, parameters[name][0])}[kind]
            y = function(x) if rule == "gradient" else Rule.apply(x, function, rule)
        elif kind == "maxPooling":
            w = operation["window"]
            y = F.max_pool2d(pads(w, x, -math.inf), (w["rows"]["kernel"], w["columns"]["kernel"]),
                             (w["rows"]["stride"], w["columns"]["stride"]))
        elif kind == "averagePooling":
            w = operation["window"]["rows"]
            y = F.avg_pool2d(x, w["kernel"], w["stride"], w["padBefore"], ceil_mode=w["rounding"] != "down",
                             count_include_pad=operation["countsPadding"])
        elif kind == "globalAveragePooling":
            y = F.adaptive_avg_pool2d(x, 1)
        elif kind == "responseNormalization":
            c = operation["constants"]
            alpha = c["alpha"] if c["dividesAlpha"] else c["alpha"] * c["size"]

            def normalized(v):
                # PyTorch pads the squares by size // 2 below and (size - 1) // 2 above; the even case is turned over.
                if c["size"] % 2:
                    return F.local_response_norm(v, c["size"], alpha, c["beta"], c["k"])
                return F.local_response_norm(v.flip(1), c["size"], alpha, c["beta"], c["k"]).flip(1)
            y = normalized(x) if normalization == "gradient" else Unchanged.apply(x, normalized)
        elif kind == "add":
            y = sum(inputs)
        elif kind == "concatenation":
            y = torch.cat(inputs, 1)
        elif kind == "flatten":
            y = x.flatten(1)
        elif kind == "softmax":
            y = x
        values[name] = y
    return values


class Fixture:
    """Tensors to be stored, and what is known of each."""

    def __init__(self):
        self.tensors, self.facts = {}, {}

    def add(self, name, tensor):
        tensor = tensor.detach()
        every = max(1, math.ceil(tensor.numel() / LARGEST_WHOLE))
        while any(extent > 1 and math.gcd(every, extent) > 1 for extent in tensor.shape):
            every += 1
        self.tensors[name] = tensor.flatten()[::every].numpy().astype(numpy.float32)
        self.facts[name] = {
            "shape": list(tensor.shape), "every": every, "peak": tensor.abs().max().item(),
            "energy": tensor.square().sum().item()}


def parameters_of(graph):
    """Seeds count the nodes with parameters: 1000 and 2000 plus the node's place; batch statistics from 3000 on."""
    parameters, place = {}, 0
    for node in graph.nodes:
        operation, name = node["operation"], node["name"]
        kind = operation["kind"]
        if kind == "convolution":
            w = operation["window"]
            shape = (operation["outputs"], operation["inputs"] // operation["groups"], w["rows"]["kernel"], w["columns"]["kernel"])
        elif kind == "dense":
            shape = (operation["outputs"], operation["inputs"])
        elif kind == "batchNormalization":
            count = operation["channels"]
            parameters[name] = [
                1 + draws(1000 + place, (count,), 0.2), draws(2000 + place, (count,), 0.1),
                draws(3000 + place, (count,), 0.3), 1 + draws(4000 + place, (count,), 0.2)]
            place += 1
            continue
        elif kind == "parametricRelu":
            parameters[name] = [draws(1000 + place, (graph.channels[name],), 0.2)]
            place += 1
            continue
        else:
            continue
        deviation = math.sqrt(2 / math.prod(shape[1:]))
        parameters[name] = [draws(1000 + place, shape, deviation), draws(2000 + place, (shape[0],), 0.1)]
        place += 1
    # Weights and biases are trained; batch statistics are not.
    return {name: [p.requires_grad_() for p in values[:2]] + values[2:] for name, values in parameters.items()}


def make(name, graph, watched, starts, square_side, stride):
    fixture = Fixture()
    parameters = parameters_of(graph)
    images = draws(10, (BATCH, 3, graph.side, graph.side), 1)
    values = run(graph, parameters, images)
    for node in graph.nodes:
        if node["operation"]["kind"] != "softmax":
            fixture.add(f"activation {node['name']}", values[node["name"]])
    logits = values[graph.nodes[-1]["name"]].flatten(1)
    F.cross_entropy(logits, torch.arange(BATCH) % CLASSES).backward()
    for node, tensors in parameters.items():
        for suffix, tensor in zip(["weight", "bias"], tensors):
            fixture.add(f"gradient {node}.{suffix}", tensor.grad)
    units = []
    image = images[:1]
    for start in starts:
        maps = values[start][0]
        row, column = (maps.shape[1] // 2, maps.shape[2] - 1) if maps.dim() == 3 else (0, 0)
        candidates = maps[:, row, column] if maps.dim() == 3 else maps
        # The strongest channel that is not clipped: the gradient of one that is comes to nothing.
        limit = next((n["operation"].get("limit", math.inf) for n in graph.nodes if n["name"] == start), math.inf)
        channel = int(candidates.where(candidates < limit, -math.inf).argmax())
        for rule, normalization, each in [
                ("gradient", "gradient", False), ("deconvnet", "identity", False), ("guided", "gradient", False),
                ("deconvnet", "identity", True)]:
            x = image.clone().requires_grad_()
            value = run(graph, parameters, x, rule, normalization, each)[start]
            signal = torch.zeros_like(value)
            signal[(0, channel, row, column) if maps.dim() == 3 else (0, channel)] = 1
            pixels = torch.autograd.grad(value, x, signal)[0]
            tensor = f"projection {len(units)}"
            units.append({"tensor": tensor, "node": start, "channel": channel, "row": row, "column": column,
                          "rule": rule, "normalization": normalization, "branches": "each" if each else "sum"})
            fixture.add(tensor, pixels)
    label = int(logits[0].argmax())
    channel = int(values[watched][0].sum((1, 2)).argmax())
    places = range(0, graph.side - square_side + 1, stride)
    probabilities, responses = [], []
    for y in places:
        for x in places:
            occluded = image.clone()
            occluded[:, :, y:y + square_side, x:x + square_side] = 0
            values = run(graph, parameters, occluded)
            probabilities.append(values[graph.nodes[-1]["name"]].flatten(1)[0].softmax(0)[label])
            responses.append(values[watched][0, channel].sum())
    count = len(places)
    fixture.add("occlusion probability", torch.stack(probabilities).reshape(count, count))
    fixture.add("occlusion response", torch.stack(responses).reshape(count, count))
    description = {
        "graph": {"inputShape": [3, graph.side, graph.side], "nodes": graph.nodes}, "batch": BATCH,
        "classes": CLASSES, "units": units, "facts": fixture.facts,
        "occlusion": {"square": square_side, "stride": stride, "label": label, "channel": channel, "watched": watched}}
    metadata = {"made by": f"PyTorch {torch.__version__}", "description": json.dumps(description, sort_keys=True)}
    save_file(fixture.tensors, here / f"{name}.safetensors", metadata)


make("residual", residual(), "block1.relu2", ["conv1", "block1.relu2", "block2.relu2", "fc"], 9, 6)
make("fire", fire(), "fire3.concat", ["fire2.concat", "fire3.relu3", "relu10"], 9, 6)
make("inception", inception(), "concat", ["norm1", "b.relu2", "concat", "fc"], 8, 6)
make("windows", windows(), "relu4", ["pool1", "clip3", "sum", "fc"], 8, 6)

"""Writes torchvision.safetensors and the .onnx files beside it: what PyTorch computes, in double precision, for narrow networks of
torchvision's, and the same networks as its two exporters write them.

Run by hand: pip install torch torchvision captum onnx onnxscript safetensors; python make_torchvision_fixtures.py

The networks are torchvision's own, with every layer made narrower. Of each architecture, the logits of two images are stored;
parameters come from the formula of make_fixtures.py, by the names in the state dictionary. Of three, which are exported as ONNX
(operators of version 11 and 18, weights in the file and beside it), there are also projections of units and occlusion maps.
The deconvnet is confirmed by Captum's.
"""
import json
import math
import pathlib
import types
import warnings

import numpy
import onnx
import torch
import torch.nn.functional as F
import torchvision
from captum.attr import NeuronDeconvolution
from safetensors.numpy import save_file
from torch import nn
from torchvision.models.resnet import BasicBlock

here = pathlib.Path(__file__).resolve().parent
torch.set_num_threads(1)
warnings.filterwarnings("ignore")
SIDE, CLASSES, LARGEST_WHOLE = 224, 7, 400
SQUARE, STRIDE = 64, 40


def draws(seed, shape, deviation):
    """Uniform draws around zero from a linear congruential generator (Knuth's MMIX constants), as 32-bit floats."""
    state, values = seed, []
    for _ in range(math.prod(shape)):
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        values.append(((state >> 40) / 2**24 - 0.5) * (math.sqrt(12) * deviation))
    return torch.from_numpy(numpy.array(values, dtype=numpy.float32)).reshape(shape)


def block_of_two_rectifiers(self, x):
    """A residual block as torchvision's, with a module of its own for each ReLU: Captum cannot tell a module's two uses apart."""
    y = self.bn2(self.conv2(self.relu(self.bn1(self.conv1(x)))))
    return self.relu2(y + (x if self.downsample is None else self.downsample(x)))


def narrow(model, share):
    """The network with a share of the channels and units, and no ReLU that writes over its input or is used twice."""

    def part(count):
        return count if count in (3, CLASSES) else count // share

    for owner in list(model.modules()):
        if isinstance(owner, BasicBlock):
            owner.relu2 = nn.ReLU(inplace=False)
            owner.forward = types.MethodType(block_of_two_rectifiers, owner)
        for name, layer in list(owner.named_children()):
            if isinstance(layer, nn.Conv2d):
                new = nn.Conv2d(part(layer.in_channels), part(layer.out_channels), layer.kernel_size, layer.stride,
                                layer.padding, bias=layer.bias is not None)
            elif isinstance(layer, nn.BatchNorm2d):
                new = nn.BatchNorm2d(part(layer.num_features))
            elif isinstance(layer, nn.Linear):
                new = nn.Linear(part(layer.in_features), part(layer.out_features))
            elif isinstance(layer, nn.ReLU):
                new = nn.ReLU(inplace=False)
            else:
                continue
            setattr(owner, name, new)
    return model.eval()


def fill(model):
    """Seeds count the tensors in the order of their names; what is drawn follows from a name's ending and the extents."""
    state = {k: v for k, v in sorted(model.state_dict().items()) if not k.endswith("num_batches_tracked")}
    for place, (name, tensor) in enumerate(state.items()):
        shape = tuple(tensor.shape)
        if name.endswith("running_var"):
            values = 1 + draws(1000 + place, shape, 0.2)
        elif name.endswith("running_mean"):
            values = draws(1000 + place, shape, 0.3)
        elif name.endswith("bias"):
            values = draws(1000 + place, shape, 0.1)
        elif len(shape) == 1:
            values = 1 + draws(1000 + place, shape, 0.2)
        else:
            values = draws(1000 + place, shape, math.sqrt(2 / math.prod(shape[1:])))
        state[name] = values
    model.load_state_dict(state, strict=False)
    return {name: list(tensor.shape) for name, tensor in state.items()}


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


def convolutions(model, image):
    """The convolutions in the order in which they run, each with the module whose output is theirs: the normalization after it."""
    order, modules = [], {module: name for name, module in model.named_modules()}
    hooks = [m.register_forward_hook(lambda module, *_: order.append(module)) for m in model.modules()
             if isinstance(m, (nn.Conv2d, nn.BatchNorm2d))]
    model(image)
    for hook in hooks:
        hook.remove()
    result = []
    for place, module in enumerate(order):
        if isinstance(module, nn.Conv2d):
            after = order[place + 1] if place + 1 < len(order) else None
            result.append((modules[module], after if isinstance(after, nn.BatchNorm2d) else module))
    return result


def values_of(model, module, image):
    kept = []
    hook = module.register_forward_hook(lambda _, __, output: kept.append(output))
    logits = model(image)
    hook.remove()
    return logits, kept[0]


def project(model, module, image, unit, rule):
    """One unit's signal of 1, carried from a module's output down to the pixels."""

    def hook(_, grad_input, grad_output):
        return (F.relu(grad_output[0] if rule == "deconvnet" else grad_input[0]),)

    hooks = []
    if rule != "gradient":
        hooks = [m.register_full_backward_hook(hook) for m in model.modules() if isinstance(m, nn.ReLU)]
    x = image.clone().requires_grad_()
    _, value = values_of(model, module, x)
    pixels = torch.autograd.grad(value[(0, *unit)], x)[0]
    for handle in hooks:
        handle.remove()
    return pixels[0]


def add_projections(fixture, name, model, image, places):
    """The strongest units of the first row and of the middle row of some convolutions; all are above zero, so that a ReLU lets
    them pass."""
    units = []
    for place, (_, module) in enumerate(convolutions(model, image)):
        if place not in places:
            continue
        maps = values_of(model, module, image)[1][0]
        end = maps.shape[1] - 1
        for row in (0, end // 2):
            channel, column = divmod(int(maps[:, row].flatten().argmax()), end + 1)
            unit = (channel, row, column)
            assert maps[unit] > 0, (name, place, unit)
            for rule in ("deconvnet", "guided", "gradient"):
                if rule == "gradient" and row == 0:
                    continue
                pixels = project(model, module, image, unit, rule)
                if rule == "deconvnet":
                    captum = NeuronDeconvolution(model, module).attribute(image, unit)[0]
                    assert (captum - pixels).abs().max() <= 1e-12 * pixels.abs().max(), (name, place, unit)
                tensor = f"{name} projection {len(units)}"
                units.append({"tensor": tensor, "convolution": place, "channel": unit[0], "row": row,
                              "column": column, "rule": rule})
                fixture.add(tensor, pixels)
    return units


def add_occlusion(fixture, name, model, image, place):
    """A square of zeros at every place of a grid: P(class), and the sum of a convolution's strongest map after its ReLU."""
    module = convolutions(model, image)[place][1]
    logits, maps = values_of(model, module, image)
    label, channel = int(logits.argmax()), int(F.relu(maps)[0].sum((1, 2)).argmax())
    places = range(0, SIDE - SQUARE + 1, STRIDE)
    probabilities, responses = [], []
    for y in places:
        for x in places:
            occluded = image.clone()
            occluded[:, :, y:y + SQUARE, x:x + SQUARE] = 0
            logits, maps = values_of(model, module, occluded)
            probabilities.append(logits[0].softmax(0)[label])
            responses.append(F.relu(maps)[0, channel].sum())
    count = len(places)
    fixture.add(f"{name} occlusion probability", torch.stack(probabilities).reshape(count, count))
    fixture.add(f"{name} occlusion response", torch.stack(responses).reshape(count, count))
    return {"square": SQUARE, "stride": STRIDE, "label": label, "channel": channel, "convolution": place}


def without_notes(path):
    """Takes out what an exporter says of itself: the lines of the programs that made each node, on the machine at hand."""
    stored = onnx.load(path, load_external_data=False)
    graph = stored.graph
    for part in [*graph.node, *graph.value_info, *graph.input, *graph.output, *graph.initializer, graph, stored]:
        part.ClearField("doc_string")
        part.ClearField("metadata_props")
    onnx.save(stored, path)


def export(model, name, opset, file, **settings):
    """Writes the network, and sees that the convolutions stand in the file in the order in which they run."""
    image = torch.zeros(1, 3, SIDE, SIDE)
    ran = [tuple(dict(model.named_modules())[n].weight.shape) for n, _ in convolutions(model, image)]
    torch.onnx.export(model, (image,), here / file, opset_version=opset, **settings)
    without_notes(here / file)
    stored = onnx.load(here / file)
    assert stored.opset_import[0].version == opset, stored.opset_import
    shapes = {tensor.name: tuple(tensor.dims) for tensor in stored.graph.initializer}
    assert [shapes[node.input[1]] for node in stored.graph.node if node.op_type == "Conv"] == ran, name


def main():
    fixture, networks, exported = Fixture(), {}, {}
    images = draws(10, (2, 3, SIDE, SIDE), 1)
    models = torchvision.models
    for name in ("alexnet", "vgg11", "vgg13", "vgg16", "vgg19", "vgg11_bn", "vgg13_bn", "vgg16_bn", "vgg19_bn",
                 "resnet18", "resnet34", "resnet50", "squeezenet1_0", "squeezenet1_1"):
        model = narrow(getattr(models, name)(weights=None, num_classes=CLASSES), 16)
        shapes = fill(model)
        with torch.no_grad():
            fixture.add(f"{name} logits", model.double()(images.double()))
        networks[name] = shapes
        print(name, sum(math.prod(shape) for shape in shapes.values()), "parameters")
    for name, share, opset, places, watched, settings in (
            ("alexnet", 32, 11, (0, 1, 3, 4), 4, {"dynamo": False}),
            ("vgg11", 32, 18, (0, 2, 4, 7), 7, {"dynamo": True, "external_data": True}),
            ("resnet18", 16, 11, (0, 1, 2, 6, 7, 13, 18), 18, {"dynamo": False})):
        model = narrow(getattr(models, name)(weights=None, num_classes=CLASSES), share)
        fill(model)
        file = f"torch-{name}.onnx"
        export(model, name, opset, file, **settings)
        model, image = model.double(), images[:1].double()
        label = f"{name}.onnx"
        with torch.no_grad():
            fixture.add(f"{label} logits", model(images.double()))
        units = add_projections(fixture, label, model, image, places)
        with torch.no_grad():
            occlusion = add_occlusion(fixture, label, model, image, watched)
        exported[name] = {"file": file, "units": units, "occlusion": occlusion}
    description = {"side": SIDE, "images": 2, "classes": CLASSES, "networks": networks, "exported": exported,
                   "facts": fixture.facts}
    metadata = {"made by": f"PyTorch {torch.__version__}, torchvision {torchvision.__version__}",
                "description": json.dumps(description, sort_keys=True)}
    save_file(fixture.tensors, here / "torchvision.safetensors", metadata)


main()

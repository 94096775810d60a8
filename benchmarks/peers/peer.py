"""Measures PyTorch and Captum at the work of `zfnet bench`: the same nets, sizes, batches and thread count.

    python peer.py --only zfnet224.train --repeats 3 --threads 2

prints a JSON list of rows {name, unit, median, low, high, repeats} as the tool does. Each of PyTorch's layouts and
precisions is a row of its own (`zfnet224.train.f32.nchw`, `….channels_last`); the comparison takes the best.
"""
import argparse
import contextlib
import json
import statistics
import sys
import time
import warnings

import torch
import torch.nn.functional as F
from captum.attr import NeuronDeconvolution, Occlusion

from networks import network, start

warnings.filterwarnings("ignore", message=".*hooks.*|.*required_grads.*|.*non-full backward.*")

# The sizes of Sources/Benchmarks/Subjects/BenchmarkSize.swift.
SIZES = {
    "zfnet224": {"side": 224, "width": 1.0, "classes": 1000, "batch": 32},
    "quick": {"side": 96, "width": 0.25, "classes": 20, "batch": 64},
    "visualization": {"side": 160, "width": 0.25, "classes": 20, "batch": 64},
}
LAYOUTS = {"nchw": torch.contiguous_format, "channels_last": torch.channels_last}
SHORTEST_REPEAT = 0.25
# Captum projects one neuron a call; so many tell its rate.
PROJECTED_UNITS = 24
# Which of Captum's batch sizes is best differs by machine.
PERTURBATIONS = (1, 5, 25, 64)


def has_bf16():
    flags = open("/proc/cpuinfo").read()
    return "avx512_bf16" in flags or "amx_bf16" in flags


def autocast(precision):
    return torch.autocast("cpu", torch.bfloat16) if precision == "bf16" else contextlib.nullcontext()


def peak_memory():
    """VmHWM of this process in bytes."""
    for line in open("/proc/self/status"):
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024


def row(name, unit, samples):
    return {
        "name": name, "unit": unit, "median": statistics.median(samples), "low": min(samples), "high": max(samples),
        "repeats": len(samples)}


def seconds(body):
    begun = time.perf_counter()
    body()
    return time.perf_counter() - begun


def rates(count, body, repeats):
    """Things a second; the first call warms up and is not counted."""
    calls = max(1, round(SHORTEST_REPEAT / seconds(body)))
    return [count * calls / seconds(lambda: [body() for _ in range(calls)]) for _ in range(repeats)]


def prepared(size, layout):
    model = start(network("zfnet", size["side"], size["width"], size["classes"], 1 / 64))
    images = torch.randn(size["batch"], 3, size["side"], size["side"])
    return model.to(memory_format=LAYOUTS[layout]), images.to(memory_format=LAYOUTS[layout])


def forward(name, precision, layout, repeats):
    model, images = prepared(SIZES[name], layout)
    model.eval()

    def body():
        with torch.inference_mode(), autocast(precision):
            model(images)

    return rates(len(images), body, repeats)


def training_step(name, precision, layout):
    size = SIZES[name]
    model, images = prepared(size, layout)
    labels = torch.arange(size["batch"]) * 7 % size["classes"]
    weights = [p for n, p in model.named_parameters() if n.endswith("weight")]
    biases = [p for n, p in model.named_parameters() if n.endswith("bias")]
    groups = [{"params": weights, "weight_decay": 5e-4}, {"params": biases, "weight_decay": 0}]
    descent = torch.optim.SGD(groups, lr=1e-4, momentum=0.9)

    def body():
        descent.zero_grad(set_to_none=True)
        with autocast(precision):
            loss = F.cross_entropy(model(images), labels)
        loss.backward()
        descent.step()

    return size["batch"], body


def training(name, precision, layout, repeats):
    count, body = training_step(name, precision, layout)
    return rates(count, body, repeats)


def training_memory(precision, layout, repeats):
    _, body = training_step("zfnet224", precision, layout)
    for _ in range(3):
        body()
    return [peak_memory()]


def projections(layer, repeats):
    """One neuron a call: Captum takes one selector for a whole batch, and each unit is in an image of its own."""
    size = SIZES["zfnet224"]
    model, _ = prepared(size, "nchw")
    model.eval()
    module = getattr(model, layer.replace("conv", "relu"))
    images = torch.randn(PROJECTED_UNITS, 3, size["side"], size["side"])
    with torch.inference_mode():
        shape = torch.Size(model[: list(model).index(module) + 1](images[:1]).shape[1:])
    places = [(unit % shape[0], unit * 5 % shape[1], unit * 3 % shape[2]) for unit in range(PROJECTED_UNITS)]

    def body():
        deconvolution = NeuronDeconvolution(model, module)
        for unit, place in enumerate(places):
            deconvolution.attribute(images[unit:unit + 1], place)

    return rates(PROJECTED_UNITS, body, repeats)


def occlusion(repeats):
    """The whole map; a coarse one first finds the best batch, and warms up."""
    size = SIZES["zfnet224"]
    model, images = prepared(size, "nchw")
    model.eval()
    method = Occlusion(model)

    def body(perturbations, stride):
        with torch.inference_mode():
            method.attribute(
                images[:1], target=0, sliding_window_shapes=(3, 32, 32), strides=(3, stride, stride), baselines=0,
                perturbations_per_eval=perturbations)

    best = min(PERTURBATIONS, key=lambda perturbations: seconds(lambda: body(perturbations, 32)))
    return [seconds(lambda: body(best, 8)) for _ in range(repeats)]


def benchmarks():
    """Every row's name with its unit and its measurement, a function of the number of repeats."""
    precisions = ["f32", "bf16"] if has_bf16() else ["f32"]
    for precision in precisions:
        for layout in LAYOUTS:
            settings = (precision, layout)
            suffix = f"{precision}.{layout}"
            yield f"zfnet224.forward.{suffix}", "images/s", lambda r, s=settings: forward("zfnet224", *s, r)
            for name in SIZES:
                yield f"{name}.train.{suffix}", "images/s", lambda r, n=name, s=settings: training(n, *s, r)
            yield f"zfnet224.train.memory.{suffix}", "bytes", lambda r, s=settings: training_memory(*s, r)
    for layer in ["conv1", "conv2", "conv3", "conv4", "conv5"]:
        yield f"zfnet224.project.{layer}", "projections/s", lambda r, name=layer: projections(name, r)
    yield "zfnet224.occlusion.f32", "s/map", occlusion


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="measure only rows whose names begin so; commas separate several")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--repeats", type=int, default=3)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    prefixes = tuple(options.only.split(","))
    rows = []
    for name, unit, measure in benchmarks():
        if name.startswith(prefixes):
            print(name, file=sys.stderr)
            rows.append(row(name, unit, measure(options.repeats)))
    json.dump(rows, sys.stdout, indent=2)
    print()


if __name__ == "__main__":
    main()

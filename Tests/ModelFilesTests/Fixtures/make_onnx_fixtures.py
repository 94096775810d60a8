"""Networks as ONNX files, and what onnxruntime says of one image: for Tests/ModelFilesTests/ONNXFixtureTests.swift.

    pip install onnx onnxruntime numpy && python3 make_onnx_fixtures.py

Between them the files use every operator that is read, in the forms of several versions. The image is a formula that the
tests have too. Weights are drawn from a fixed seed; where they are in a file of their own, that is part of what is tested.
"""

import json
import pathlib

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

FOLDER = pathlib.Path(__file__).parent
SIDE = 16


def image():
    """The image: 3 x 16 x 16 numbers from -1 to 1, each from its place."""
    places = np.arange(3 * SIDE * SIDE, dtype=np.int64)
    return (((places * 37) % 101 - 50).astype(np.float32) / np.float32(50)).reshape(1, 3, SIDE, SIDE)


class Network:
    """Nodes and weights one after another; names of values count up."""

    def __init__(self, seed):
        self.random = np.random.default_rng(seed)
        self.nodes, self.weights, self.count = [], [], 0

    def weight(self, *shape, scale=None, positive=False):
        values = self.random.standard_normal(shape).astype(np.float32)
        if scale is None:
            scale = (2 / max(1, int(np.prod(shape[1:])))) ** 0.5
        values = np.abs(values) * scale + 0.5 if positive else values * scale
        return self.constant(values.astype(np.float32))

    def constant(self, values):
        name = f"w{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.asarray(values), name))
        return name

    def add(self, kind, *inputs, name="", outputs=1, **attributes):
        self.count += 1
        made = [f"v{self.count}" + ("" if place == 0 else f"_{place}") for place in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), made, name=name, **attributes))
        return made[0]

    def norm(self, x, channels, **attributes):
        return self.add(
            "BatchNormalization", x, self.weight(channels, scale=0.3, positive=True), self.weight(channels, scale=0.2),
            self.weight(channels, scale=0.2), self.weight(channels, scale=0.5, positive=True), **attributes)

    def model(self, output, classes, opset, ir=8, batch=1, listed=False):
        image_info = helper.make_tensor_value_info("image", TensorProto.FLOAT, [batch, 3, SIDE, SIDE])
        inputs = [image_info]
        if listed:
            inputs += [helper.make_tensor_value_info(w.name, w.data_type, w.dims) for w in self.weights]
        graph = helper.make_graph(
            self.nodes, "fixture", inputs,
            [helper.make_tensor_value_info(output, TensorProto.FLOAT, [batch, classes])], self.weights)
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=ir)


def classic():
    """As the first exporters wrote: weights among the inputs, attributes only, names that are alike."""
    n = Network(1)
    x = n.add("Conv", "image", n.weight(8, 3, 3, 5), n.weight(8, scale=0.1), name="/net/conv", pads=[1, 2, 0, 1], strides=[1, 2])
    x = n.norm(x, 8, name="net.conv", epsilon=1e-3)
    x = n.add("Relu", x)
    x = n.add("MaxPool", x, kernel_shape=[3, 2], strides=[2, 2], pads=[1, 0, 1, 1])
    x = n.add("LRN", x, size=5, alpha=0.3, beta=0.75, bias=1.5)
    x = n.add("Conv", x, n.weight(6, 4, 1, 1), group=2, name="net:conv", kernel_shape=[1, 1])
    x = n.add("LeakyRelu", x, alpha=0.2)
    x = n.add("AveragePool", x, kernel_shape=[3, 3], strides=[2, 1], pads=[1, 1, 1, 1], count_include_pad=1)
    x = n.add("Clip", x, min=0.0, max=0.4)
    x = n.add("Dropout", x, ratio=0.25, outputs=2)
    x = n.add("Flatten", x, name="/classifier/Flatten")
    x = n.add("Gemm", x, n.weight(7, 6 * 4 * 4), n.weight(1, 7, scale=0.5), alpha=0.5, beta=2.0, transB=1)
    x = n.add("Softmax", x)
    return n.model(x, 7, opset=7, ir=3, listed=True)


def branches():
    """As PyTorch's exporter writes: shapes that are computed, branches, sums with constants."""
    n = Network(2)
    x = n.add("Sub", "image", n.constant(np.array([0.1, 0.2, -0.1], np.float32).reshape(3, 1, 1)))
    x = n.add("Div", x, n.constant(np.array([0.5, 0.6, 0.7], np.float32).reshape(1, 3, 1, 1)))
    stem = n.add("Conv", x, n.weight(6, 3, 3, 3), n.weight(6, scale=0.1), auto_pad="SAME_UPPER", strides=[2, 2])
    stem = n.add("PRelu", stem, n.constant(np.linspace(-0.2, 0.4, 6).astype(np.float32).reshape(6, 1, 1)))
    left = n.norm(n.add("Conv", stem, n.weight(6, 6, 3, 3), pads=[1, 1, 1, 1]), 6)
    right = n.add("AveragePool", stem, kernel_shape=[2, 2], strides=[1, 1], auto_pad="SAME_LOWER")
    x = n.add("Add", left, right)
    x = n.add("Sum", x, stem, n.constant(np.float32(0.25)))
    x = n.add("Mul", n.constant(np.linspace(0.5, 1.5, 6).astype(np.float32).reshape(6, 1, 1)), x)
    pool = n.add("MaxPool", x, kernel_shape=[3, 3], strides=[2, 2], ceil_mode=1)
    mean = n.add("AveragePool", x, kernel_shape=[3, 3], strides=[2, 2], ceil_mode=1)
    x = n.add("Concat", pool, mean, axis=-3)
    x = n.add("Clip", x, n.constant(np.float32(0)), n.constant(np.float32(6)))
    x = n.add("Dropout", x, n.constant(np.float32(0.5)))
    shape = n.add("Shape", x)
    first = n.add("Gather", shape, n.constant(np.int64(0)), axis=0)
    first = n.add("Unsqueeze", first, n.constant(np.array([0], np.int64)))
    rest = n.add("Slice", shape, n.constant(np.array([1], np.int64)), n.constant(np.array([2 ** 31], np.int64)))
    rest = n.add("Slice", rest, n.constant(np.array([0], np.int64)), n.constant(np.array([-3], np.int64)))
    target = n.add("Concat", first, rest, n.constant(np.array([-1], np.int64)), axis=0)
    x = n.add("Reshape", x, target)
    x = n.add("MatMul", x, n.add("Transpose", n.weight(9, 12 * 4 * 4), perm=[1, 0]))
    x = n.add("Add", n.weight(9, scale=0.3), x)
    x = n.add("Relu", x)
    x = n.add("Gemm", x, n.weight(9, 5))
    return n.model(x, 5, opset=13, batch="N")


def modern():
    """The newest forms: axes and pads as inputs, and weights in a file of their own."""
    n = Network(3)
    x = n.add("Pad", "image", n.constant(np.array([0, 0, 1, 2, 0, 0, 2, 1], np.int64)))
    x = n.add("Conv", x, n.weight(8, 3, 4, 4), strides=[2, 2])
    x = n.add("Relu", x)
    x = n.add("Pad", x, n.constant(np.array([0, 1, 1, 0], np.int64)), "", n.constant(np.array([2, -1], np.int64)))
    x = n.add("MaxPool", x, kernel_shape=[3, 3], strides=[2, 1])
    x = n.add("Conv", x, n.weight(8, 1, 3, 3), n.weight(8, scale=0.1), group=8, auto_pad="SAME_LOWER", strides=[1, 2])
    x = n.norm(x, 8)
    half = n.add("Clip", x, n.constant(np.float32(0)))
    whole = n.add("GlobalMaxPool", half)
    mean = n.add("ReduceMean", half, n.constant(np.array([-1, -2], np.int64)), keepdims=0)
    whole = n.add("Squeeze", whole, n.constant(np.array([2, 3], np.int64)))
    x = n.add("Concat", mean, whole, axis=1)
    zeros = n.add("ConstantOfShape", n.add("Constant", value_ints=[6]))
    x = n.add("Gemm", n.add("Identity", x), n.weight(16, 6), zeros)
    x = n.add("Cast", x, to=TensorProto.FLOAT)
    x = n.add("Reshape", x, n.constant(np.array([0, 6, 1, 1], np.int64)))
    x = n.add("GlobalAveragePool", x)
    x = n.add("Flatten", x)
    x = n.add("Softmax", x, axis=-1)
    return n.model(x, 6, opset=22, ir=10, batch="N")


def main():
    expected = {}
    for build in (classic, branches, modern):
        model = build()
        onnx.checker.check_model(model)
        name = build.__name__
        runtime = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
        outputs = runtime.run(None, {"image": image()})[0]
        expected[name] = [float(value) for value in outputs.reshape(-1)]
        if name == "modern":
            onnx.save_model(
                model, FOLDER / f"{name}.onnx", save_as_external_data=True, location=f"{name}.weights", size_threshold=64)
        else:
            onnx.save_model(model, FOLDER / f"{name}.onnx")
    (FOLDER / "expected.json").write_text(json.dumps(expected, indent=1) + "\n")


if __name__ == "__main__":
    main()

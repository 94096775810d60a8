"""Networks in Caffe's files, and what OpenCV's reader of them says of one image: for Tests/ModelFilesTests/Caffe/CaffeFixtureTests.swift.

    pip install numpy 'opencv-python-headless<5' && python3 make_caffe_fixtures.py

Between them the files have every type of layer that is read: classic.prototxt in Caffe's older form, with weights of four
extents, and modern.prototxt in the newer one. The image is a formula that the tests have too. Weights are drawn from a fixed
seed. The binary files are written byte by byte, by the numbers of Caffe's public format.
"""

import json
import pathlib
import struct

import cv2
import numpy as np

FOLDER = pathlib.Path(__file__).parent
SIDE = 19


def image():
    """The image: 3 x 19 x 19 numbers from -1 to 1, each from its place."""
    places = np.arange(3 * SIDE * SIDE, dtype=np.int64)
    return (((places * 37) % 101 - 50).astype(np.float32) / np.float32(50)).reshape(1, 3, SIDE, SIDE)


# The wire format of protocol buffers.


def varint(number):
    out = b""
    while number > 127:
        out += bytes([number & 127 | 128])
        number >>= 7
    return out + bytes([number])


def block(field, content):
    return varint(field << 3 | 2) + varint(len(content)) + content


def number(field, value):
    return varint(field << 3) + varint(value)


def blob(values, old):
    data = block(5, np.ascontiguousarray(values, "<f4").tobytes())
    if old:
        extents = [1] * (4 - values.ndim) + list(values.shape)
        return b"".join(number(place + 1, extent) for place, extent in enumerate(extents)) + data
    return data + block(7, block(1, b"".join(varint(extent) for extent in values.shape)))


def model(layers, old):
    """A .caffemodel: layers (2) of V1LayerParameter, or layer (100) of LayerParameter, with names and blobs."""
    out = block(1, b"fixture")
    for name, kind, blobs in layers:
        if old:
            body = block(4, name.encode()) + number(5, kind) + b"".join(block(6, blob(b, True)) for b in blobs)
        else:
            body = block(1, name.encode()) + block(2, kind.encode()) + b"".join(block(7, blob(b, False)) for b in blobs)
        out += block(2 if old else 100, body)
    return out


CLASSIC = """\
# A network of Caffe's as they were published until 2014.
name: "Classic"
input: "data"
input_dim: 10
input_dim: 3
input_dim: 19
input_dim: 19
layers {
  name: "conv1" type: CONVOLUTION bottom: "data" top: "conv1"
  blobs_lr: 1 blobs_lr: 2 weight_decay: 1 weight_decay: 0
  convolution_param {
    num_output: 8 kernel_size: 3 stride: 2 pad: 1
    weight_filler { type: "gaussian" std: 0.01 } engine: CAFFE
  }
}
layers { name: "relu1" type: RELU bottom: "conv1" top: "conv1" }
layers {
  name: "pool1" type: POOLING bottom: "conv1" top: "pool1"
  pooling_param { pool: MAX kernel_size: 3 stride: 2 }
}
layers {
  name: "norm1" type: LRN bottom: "pool1" top: "norm1"
  lrn_param { local_size: 5 alpha: 0.3 beta: 0.75 }
}
layers {
  name: "conv2" type: CONVOLUTION bottom: "norm1" top: "conv2"
  convolution_param { num_output: 6 kernel_size: 3 pad: 1 group: 2 }
}
layers { name: "relu2" type: RELU bottom: "conv2" top: "conv2" relu_param { negative_slope: 0.2 } }
layers {
  name: "pool2" type: POOLING bottom: "conv2" top: "pool2"
  pooling_param { pool: AVE kernel_size: 3 stride: 2 pad: 1 }
}
layers {
  name: "fc6" type: INNER_PRODUCT bottom: "pool2" top: "fc6"
  inner_product_param { num_output: 12 }
}
layers { name: "relu6" type: RELU bottom: "fc6" top: "fc6" }
layers { name: "drop6" type: DROPOUT bottom: "fc6" top: "fc6" dropout_param { dropout_ratio: 0.5 } }
layers {
  name: "fc8" type: INNER_PRODUCT bottom: "fc6" top: "fc8"
  inner_product_param { num_output: 7 }
}
layers { name: "prob" type: SOFTMAX bottom: "fc8" top: "prob" }
"""

MODERN = """\
name: "Modern"
layer {
  name: "data" type: "Input" top: "data"
  input_param { shape: { dim: 1 dim: 3 dim: 19 dim: 19 } }
}
layer { name: "unit" type: "Power" bottom: "data" top: "unit" power_param { scale: 0.5 shift: 0.25 } }
layer {
  name: "stem" type: "Convolution" bottom: "unit" top: "stem"
  param { lr_mult: 1 decay_mult: 1 }
  convolution_param { num_output: 6 bias_term: false pad_h: 1 pad_w: 0 kernel_h: 3 kernel_w: 2 stride_h: 2 stride_w: 1 }
}
layer {
  name: "bn_stem" type: "BatchNorm" bottom: "stem" top: "stem"
  batch_norm_param { use_global_stats: true eps: 0.001 }
}
layer { name: "scale_stem" type: "Scale" bottom: "stem" top: "stem" scale_param { bias_term: true } }
layer { name: "prelu" type: "PReLU" bottom: "stem" top: "stem" prelu_param { channel_shared: false } }
layer { name: "split" type: "Split" bottom: "stem" top: "left" top: "right" }
layer {
  name: "branch" type: "Convolution" bottom: "left" top: "branch"
  convolution_param { num_output: 6 kernel_size: 3 pad: 1 }
}
layer { name: "sum" type: "Eltwise" bottom: "branch" bottom: "right" top: "sum" eltwise_param { operation: SUM } }
layer { name: "relu" type: "ReLU" bottom: "sum" top: "sum" }
layer {
  name: "pool_max" type: "Pooling" bottom: "sum" top: "pool_max"
  pooling_param { pool: MAX kernel_size: 3 stride: 2 pad: 1 }
}
layer {
  name: "pool_ave" type: "Pooling" bottom: "sum" top: "pool_ave"
  pooling_param { pool: AVE kernel_size: 3 stride: 2 pad: 1 }
}
layer {
  name: "pool_steps" type: "Pooling" bottom: "sum" top: "pool_steps"
  pooling_param { pool: AVE kernel_size: 2 stride: 3 pad: 1 }
}
layer { name: "join" type: "Concat" bottom: "pool_max" bottom: "pool_ave" top: "join" concat_param { axis: 1 } }
layer { name: "global" type: "Pooling" bottom: "join" top: "global" pooling_param { pool: AVE global_pooling: true } }
layer { name: "flat" type: "Flatten" bottom: "global" top: "flat" }
layer {
  name: "conv_head" type: "Convolution" bottom: "pool_steps" top: "conv_head"
  convolution_param { num_output: 5 kernel_size: 1 }
}
layer {
  name: "pool_head" type: "Pooling" bottom: "conv_head" top: "pool_head"
  pooling_param { pool: MAX global_pooling: true }
}
layer { name: "view" type: "Reshape" bottom: "pool_head" top: "view" reshape_param { shape { dim: 0 dim: -1 } } }
layer { name: "both" type: "Concat" bottom: "flat" bottom: "view" top: "both" }
layer {
  name: "fc" type: "InnerProduct" bottom: "both" top: "fc"
  inner_product_param { num_output: 6 bias_term: false }
}
layer { name: "loss" type: "SoftmaxWithLoss" bottom: "fc" bottom: "label" top: "loss" include { phase: TRAIN } }
layer { name: "prob" type: "Softmax" bottom: "fc" top: "prob" }
"""


def main():
    random = np.random.default_rng(7)

    def weights(*shape, scale=None):
        fan_in = max(1, int(np.prod(shape[1:])))
        return (random.standard_normal(shape) * (scale or (2 / fan_in) ** 0.5)).astype(np.float32)

    def positive(*shape):
        return (np.abs(random.standard_normal(shape)) + 0.5).astype(np.float32)

    classic = [
        ("conv1", 4, [weights(8, 3, 3, 3), weights(8, scale=0.1)]),
        ("relu1", 18, []),
        ("conv2", 4, [weights(6, 4, 3, 3), weights(6, scale=0.1)]),
        ("fc6", 14, [weights(12, 6 * 3 * 3), weights(12, scale=0.1)]),
        ("fc8", 14, [weights(7, 12), weights(7, scale=0.1)]),
    ]
    # The sums of a moving average of 2.5 weights.
    modern = [
        ("stem", "Convolution", [weights(6, 3, 3, 2)]),
        ("bn_stem", "BatchNorm", [2.5 * weights(6, scale=0.3), 2.5 * positive(6), np.array([2.5], np.float32)]),
        ("scale_stem", "Scale", [positive(6), weights(6, scale=0.2)]),
        ("prelu", "PReLU", [np.linspace(-0.2, 0.4, 6).astype(np.float32)]),
        ("branch", "Convolution", [weights(6, 6, 3, 3), weights(6, scale=0.1)]),
        ("conv_head", "Convolution", [weights(5, 6, 1, 1), weights(5, scale=0.1)]),
        ("fc", "InnerProduct", [weights(6, 17)]),
    ]
    expected = {}
    for name, text, layers, old in (("classic", CLASSIC, classic, True), ("modern", MODERN, modern, False)):
        (FOLDER / f"{name}.prototxt").write_text(text)
        (FOLDER / f"{name}.caffemodel").write_bytes(model(layers, old))
        # OpenCV does not leave out what is of the training alone.
        used = "".join(line for line in text.splitlines(True) if "TRAIN" not in line)
        runtime = cv2.dnn.readNetFromCaffe(np.frombuffer(used.encode(), np.uint8), np.frombuffer(model(layers, old), np.uint8))
        runtime.setInput(image())
        outputs = runtime.forward("prob")
        expected[name] = [float(value) for value in outputs.reshape(-1)]
    (FOLDER / "caffe-expected.json").write_text(json.dumps(expected, indent=1) + "\n")


if __name__ == "__main__":
    main()

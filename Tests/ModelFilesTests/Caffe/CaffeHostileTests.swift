import CaffeSchema
import Foundation
import ModelFiles
import Testing

/// Files that are damaged or made to harm: a clear error each, no trap, and no memory on the word of a header.
@Suite struct CaffeHostileTests {
  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures")

  private static func bytes(_ name: String) throws -> Data {
    try Data(contentsOf: fixtures.appending(path: name))
  }

  private static func read(_ text: Data, _ weights: Data) throws(ForeignFileError) {
    _ = try CaffeNetwork(
      text: text, weights: weights, url: URL(fileURLWithPath: "/nowhere/net.prototxt"),
      weightsURL: URL(fileURLWithPath: "/nowhere/net.caffemodel"))
  }

  private func failure(
    _ file: CaffeFile, sourceLocation: SourceLocation = #_sourceLocation
  ) -> String {
    let error = #expect(throws: ForeignFileError.self, sourceLocation: sourceLocation) { try file.network() }
    return error.map { "\($0)" } ?? ""
  }

  /// A convolution whose numbers are a test's.
  private func convolution(
    _ settings: String = "num_output: 2 kernel_size: 1", _ change: (inout [CaffeBlob]) -> Void = { _ in }
  ) -> CaffeFile {
    var file = CaffeFile()
    file.add(
      #"name: "conv" type: "Convolution" bottom: "data" top: "conv" convolution_param { \#(settings) }"#)
    file.numbers("conv", [2, 3, 1, 1])
    file.numbers("conv", [2])
    file.change("conv", change)
    return file
  }

  @Test func theConvolutionOfTheseTestsIsSound() throws {
    #expect(try convolution().network().parameters["conv"].weights.scalars == [0.1, 0.2, 0.3, 0.4, 0.5, 0.6])
  }

  @Test(arguments: ["classic", "modern"]) func everyTruncationOfTheWeightsIsAnError(_ name: String) throws {
    let (text, weights) = try (Self.bytes("\(name).prototxt"), Self.bytes("\(name).caffemodel"))
    for count in 0..<weights.count {
      #expect(throws: ForeignFileError.self) { try Self.read(text, weights.prefix(count)) }
    }
  }

  /// A changed byte may leave a sound file of another network; it must not stop the program.
  @Test(arguments: ["classic", "modern"]) func changedBytesAreReadOrRefused(_ name: String) throws {
    let (text, weights) = try (Self.bytes("\(name).prototxt"), Self.bytes("\(name).caffemodel"))
    var refused = 0
    for place in text.indices {
      for mask: UInt8 in [1, 16, 0x80] {
        var changed = text
        changed[place] ^= mask
        do throws(ForeignFileError) { try Self.read(changed, weights) } catch { refused += 1 }
      }
      do throws(ForeignFileError) { try Self.read(text.prefix(place), weights) } catch { refused += 1 }
    }
    #expect(refused > text.count)
    for place in weights.indices {
      for mask: UInt8 in [1, 0x80, 0xFF] {
        var changed = weights
        changed[place] ^= mask
        do throws(ForeignFileError) { try Self.read(text, changed) } catch { refused += 1 }
      }
    }
  }

  @Test func otherFormats() throws {
    let text = try Self.bytes("classic.prototxt")
    func refusal(_ bytes: [UInt8], text isText: Bool) -> String {
      let error = #expect(throws: ForeignFileError.self) {
        try Self.read(isText ? Data(bytes) : text, isText ? Data() : Data(bytes))
      }
      return error.map { "\($0)" } ?? ""
    }
    #expect(refusal([0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A], text: false).contains("HDF5"))
    #expect(refusal([0x80, 2, 0x8A], text: false).contains("pickle"))
    #expect(
      refusal(Array("version https://git-lfs.github.com/spec/v1\n".utf8), text: false).contains(
        "git lfs pull"))
    #expect(refusal(Array("<html>not found</html>".utf8), text: false).contains("not a whole .caffemodel"))
    #expect(refusal([], text: false).contains("net.caffemodel: not a whole .caffemodel"))

    let weights = try Self.bytes("classic.caffemodel")
    func wrong(_ text: String) -> String {
      let error = #expect(throws: ForeignFileError.self) { try Self.read(Data(text.utf8), weights) }
      return error.map { "\($0)" } ?? ""
    }
    #expect(wrong("").contains("no layers"))
    #expect(wrong("net: \"train_val.prototxt\" base_lr: 0.01 solver_mode: GPU").contains("solver"))
    #expect(wrong("layer { name: \"a\"").contains("not a .prototxt"))
    #expect(wrong("layers { type: NOVEL }").contains("choices"))
    let input = "input: \"data\" input_dim: 1 input_dim: 3 input_dim: 8 input_dim: 8 "
    let oldest = "layers { layer { name: \"conv1\" type: \"conv\" } bottom: \"data\" top: \"conv1\" }"
    #expect(wrong(input + oldest).contains("upgrade_net_proto_text"))
    #expect(wrong("layer { name: \"a\" } layers { name: \"b\" }").contains("two forms"))
    #expect(wrong(String(repeating: "layer { include { ", count: 100_000)).contains("not a .prototxt"))
    #expect(wrong(String(repeating: "#", count: 8_000_001)).contains("it has 8000001 bytes"))
    let shape = "input_shape { dim: 1 dim: 3 dim: 8 dim: 8 } "
    let relu = "layer { name: \"r\" type: \"ReLU\" bottom: \"data\" top: \"r\" }"
    #expect(wrong(input + shape + relu).contains("stated twice, as input_shape and as input_dim"))
  }

  @Test func extents() {
    #expect(failure(convolution { $0[0].shape.dim = [2, -3, 1, 1] }).contains("2×-3×1×1"))
    #expect(failure(convolution { $0[0].shape.dim = [1 << 62, 1 << 62] }).contains("and 2×3×1×1 are wanted"))
    #expect(failure(convolution { $0[0].shape.dim = [3, 2, 1, 1] }).contains("and 2×3×1×1 are wanted"))
    #expect(failure(convolution { $0[0].data = [1, 2] }).contains("2 numbers for its weights"))
    #expect(failure(convolution { $0[0].data = [] }).contains("not stored as 32-bit"))
    #expect(failure(convolution { $0[0].data[3] = .nan }).contains("NaN"))
    #expect(failure(convolution { $0.removeLast() }).contains("biases are missing"))
    #expect(failure(convolution { $0[1].shape.dim = [3] }).contains("biases are 3"))
  }

  @Test(arguments: [
    ("num_output: -2 kernel_size: 1", "num_output is -2"),
    ("num_output: 9000000000000000000 kernel_size: 1", "num_output is 9"),
    ("num_output: 16777216 kernel_h: 65536 kernel_w: 65536", "are wanted"),
    ("num_output: 2", "kernel_size is missing"), ("num_output: 2 kernel_size: 0", "kernel_size is"),
    ("num_output: 2 kernel_size: 1 stride: 0", "stride is"),
    ("num_output: 2 kernel_size: 1 pad: -1", "pad is"),
    ("num_output: 2 kernel_size: 1 kernel_size: 1 kernel_size: 1", "kernel_size is [1, 1, 1]"),
    ("num_output: 2 kernel_size: 1 group: 0", "in 0 groups"),
    ("num_output: 2 kernel_size: 1 group: 3", "in 3 groups"),
    ("num_output: 2 kernel_size: 1 axis: 7", "axis 7"),
    ("num_output: 2 kernel_size: 1 axis: 9223372036854775807", "axis 9223372036854775807"),
    ("num_output: 2 kernel_size: 99999999999999999999", "a number is wanted"),
  ]) func windows(_ settings: String, _ word: String) {
    let text = failure(convolution(settings))
    #expect(text.contains(word), "\(text)")
  }

  @Test func aWindowThatDoesNotFit() {
    var file = CaffeFile()
    file.add(#"name: "pool" type: "Pooling" bottom: "data" top: "pool" pooling_param { kernel_size: 9 }"#)
    #expect(failure(file).contains("does not fit"))
    var padded = CaffeFile()
    padded.add(
      #"name: "pool" type: "Pooling" bottom: "data" top: "pool" pooling_param { kernel_size: 2 pad: 2 }"#)
    #expect(failure(padded).contains("windows see no value"))
  }

  @Test func connections() {
    var cyclic = CaffeFile()
    cyclic.add(#"name: "first" type: "Eltwise" bottom: "data" bottom: "b" top: "a""#)
    cyclic.add(#"name: "second" type: "ReLU" bottom: "a" top: "b""#)
    #expect(failure(cyclic).contains("“first” (Eltwise): it reads “b”"))

    var twice = CaffeFile()
    twice.add(#"name: "first" type: "ReLU" bottom: "data" top: "a""#)
    twice.add(#"name: "second" type: "ReLU" bottom: "data" top: "a""#)
    #expect(failure(twice).contains("“second” (ReLU): it writes “a”"))

    var alone = CaffeFile()
    alone.add(#"name: "first" type: "ReLU" top: "a""#)
    #expect(failure(alone).contains("inputs and not one image"))

    var second = CaffeFile()
    second.add(
      #"name: "pool" type: "Pooling" bottom: "data" top: "a" top: "mask" pooling_param { kernel_size: 2 }"#)
    second.add(#"name: "relu" type: "ReLU" bottom: "mask" top: "b""#)
    second.add(#"name: "sum" type: "Concat" bottom: "a" bottom: "b" top: "c""#)
    #expect(failure(second).contains("“relu” (ReLU): it reads a second output"))

    // Each doubles the channels of the one before.
    var doubling = CaffeFile()
    for step in 0..<70 {
      let bottom = step == 0 ? "data" : "x\(step)"
      doubling.add(
        #"name: "d\#(step)" type: "Concat" bottom: "\#(bottom)" bottom: "\#(bottom)" top: "x\#(step + 1)""#)
    }
    #expect(failure(doubling).contains("larger than any network's"))

    var many = CaffeFile()
    for _ in 0..<5001 { many.add(#"type: "ReLU" bottom: "data" top: "data""#) }
    #expect(failure(many).contains("5001 layers"))
  }

  @Test(arguments: [
    (#"input: "data" input_dim: 1 input_dim: 3 input_dim: 8 input_dim: 9"#, "8×9"),
    (#"input: "data" input_dim: 1 input_dim: 1 input_dim: 8 input_dim: 8"#, "1 channels"),
    (#"input: "data" input_shape { dim: 1 dim: 3 dim: 8 }"#, "extents"),
    (#"input: "data" input_shape { dim: 1 dim: 3 dim: -8 dim: -8 }"#, "extents"),
    (#"input: "data" input_shape { dim: 1 dim: 3 dim: 1000000 dim: 1000000 }"#, "1000000 pixels"),
    (#"input: "data" input: "data" input_shape { dim: 1 dim: 3 dim: 8 dim: 8 }"#, "is there before it"),
    ("", "reads “data”"),
  ]) func images(_ input: String, _ word: String) {
    var file = CaffeFile(input: input)
    file.add(#"name: "x" type: "ReLU" bottom: "data" top: "x""#)
    let text = failure(file)
    #expect(text.contains(word), "\(text)")
  }

  @Test(arguments: [
    "dim: 0 dim: 0 dim: 0 dim: 0 dim: 0", "dim: 0 dim: -1 dim: -1", "dim: 0 dim: -2", "dim: 0 dim: 7",
    "dim: 4611686018427387904 dim: 4", "dim: 192", "dim: 2 dim: 96", "",
  ])
  func reshapes(_ extents: String) {
    var file = CaffeFile()
    file.add(#"name: "x" type: "Reshape" bottom: "data" top: "x" reshape_param { shape { \#(extents) } }"#)
    #expect(failure(file).contains("layer “x” (Reshape)"))
  }

  /// A setting that is misspelled, or stands twice, is not replaced by its default in silence.
  @Test(arguments: [
    (
      #"type: "Pooling" pooling_param { pol: AVE kernel_size: 2 }"#,
      "line 2, pol: a setting that its block does not have"
    ),
    (#"type: "ReLU" relu_parm { negative_slope: 0.3 }"#, "line 2, relu_parm: "),
    (#"type: "ReLU" relu_param { negative_slop: 0.3 }"#, "line 2, negative_slop: "),
    (#"type: "ReLU" relu_param { pool: AVE }"#, "line 2, pool: "),
    (#"type: "Pooling" pooling_param { kernel_size: 2 pool: MEAN }"#, "line 2, pool: a word that is none"),
    (#"type: "Pooling" pooling_param { kernel_size: two }"#, "line 2, kernel_size: a number is wanted"),
    (#"type: "Pooling" pooling_param { pool: MAX kernel_size: 2 pool: AVE }"#, "line 2: pool stands twice"),
    (
      #"type: "Pooling" pooling_param { kernel_size: 2 } pooling_param { pool: AVE }"#,
      "pooling_param stands twice"
    ),
    (#"type: "LRN" lrn_param { k: 0 alpha: 0 }"#, "its k is 0"),
    (#"type: "LRN" lrn_param { alpha: -1e5 }"#, "its alpha -1"),
  ])
  func misspelledSettings(_ settings: String, _ word: String) {
    var file = CaffeFile()
    file.add(#"name: "x" bottom: "data" top: "x" \#(settings)"#)
    let text = failure(file)
    #expect(text.contains(word), "\(text)")
  }

  /// What training reads, in all the forms that texts of settings have, changes nothing.
  @Test func whatTrainingReadsIsPassedOver() throws {
    var file = CaffeFile()
    file.add(
      #"""
      name: "x" type: "Convolution" bottom: "data" top: "x" # a comment { with "signs
      param { lr_mult: 1 } param < lr_mult: 2; decay_mult: 0 > loss_weight: [1, 2]
      convolution_param {
        num_output: 2, kernel_size: 1; engine: CAFFE
        weight_filler { type: "gauss} \"ian" 'and {more' std: -0.01 } bias_filler: { type: "constant" }
      }
      """#)
    file.numbers("x", [2, 3, 1, 1])
    file.numbers("x", [2])
    var plain = CaffeFile()
    plain.add(
      #"name: "x" type: "Convolution" bottom: "data" top: "x" convolution_param { num_output: 2 kernel_size: 1 }"#
    )
    plain.weights = file.weights
    #expect(try file.network().graph == plain.network().graph)
  }

  /// What a file calls its layers cannot color a terminal or break a line.
  @Test func namesAreEscaped() {
    var file = CaffeFile()
    file.add("name: \"a\\nb\\033[31m\" type: \"Novel\" bottom: \"data\" top: \"x\"")
    let text = failure(file)
    #expect(!text.contains("\n") && !text.contains("\u{1B}") && text.contains("\\u{a}"))
  }
}

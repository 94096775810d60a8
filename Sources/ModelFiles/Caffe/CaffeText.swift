/// The text of a `.prototxt` without what only training and Caffe's own machinery read: what is left must be known to the schema, so
/// that a misspelled setting is refused, and is not passed over and replaced by its default.
struct CaffeText {
  /// What is left, in the file's order.
  private(set) var kept: [UInt8] = []
  private let bytes: [UInt8]
  private var place = 0
  /// The settings of the blocks that are open, the innermost last.
  private var seen: [Set<String>] = [[]]
  /// What closes each block that was opened, and the block around it.
  private var blocks: [(closer: UInt8, outer: Int?)] = []
  /// The innermost block that is open.
  private var block: Int?
  private var settings: [Setting] = []
  /// How many bytes were looked at for their lines.
  private var counted = 0
  /// The line that these end in.
  private var lines = 1

  /// A setting, or the beginning of a block.
  struct Setting {
    /// What it is called in the file.
    let name: String
    /// Its line, from 1.
    let line: Int
    /// Where it ends in `kept`.
    fileprivate let end: Int
    /// The innermost block that is open after it.
    fileprivate let block: Int?
  }

  /// Settings of layers, and of a whole file, that decide nothing of what a trained network computes.
  private static let unused: Set<String> = [
    "param", "blobs_lr", "weight_decay", "loss_weight", "propagate_down", "blob_share_mode", "state",
    "force_backward",
    "debug_info", "transform_param", "loss_param", "accuracy_param", "data_param", "image_data_param",
    "memory_data_param", "hdf5_data_param", "hdf5_output_param", "window_data_param", "dummy_data_param",
    "infogain_loss_param", "hinge_loss_param", "contrastive_loss_param", "weight_filler", "bias_filler",
    "filler",
    "engine", "force_nd_im2col", "moving_average_fraction", "scale_train", "stable_prod_grad",
  ]
  /// Settings of layers that are refused by their type, which says more than a refusal of the setting.
  private static let refusedByType: Set<String> = [
    "argmax_param", "bias_param", "crop_param", "elu_param", "embed_param", "exp_param", "log_param",
    "mvn_param",
    "parameter_param", "python_param", "recurrent_param", "reduction_param", "sigmoid_param", "slice_param",
    "spp_param", "tanh_param", "threshold_param", "tile_param",
  ]
  /// Settings that a block may have several times.
  private static let repeatable: Set<String> = [
    "layer", "layers", "bottom", "top", "input", "input_dim", "input_shape", "shape", "dim", "blobs",
    "include",
    "exclude", "stage", "not_stage", "pad", "kernel_size", "stride", "dilation", "coeff", "data",
    "double_data",
  ]

  /// - Throws: `ForeignFailure.malformed` where a setting that may stand once in a block stands there twice.
  init(_ text: String) throws(ForeignFailure) {
    bytes = Array(text.utf8)
    kept.reserveCapacity(bytes.count)
    while try readSetting() {}
  }

  /// Reads up to the end of one setting, of a block's beginning or of its end.
  ///
  /// - Returns: false at the end of the text. What is no text of settings is left as it is, for the decoder to refuse.
  private mutating func readSetting() throws(ForeignFailure) -> Bool {
    skipBlanks()
    guard place < bytes.count else { return false }
    let start = place
    if Self.closes(bytes[place]) {
      if seen.count > 1 {
        seen.removeLast()
        block = block.flatMap { blocks[$0].outer }
      }
      place += 1
      keep(from: start)
      return true
    }
    guard let name = readWord() else {
      place += 1
      keep(from: start)
      return true
    }
    if Self.unused.contains(name) || Self.refusedByType.contains(name) {
      skipValue()
      return true
    }
    let isNew = seen[seen.count - 1].insert(name).inserted
    guard isNew || Self.repeatable.contains(name) else {
      throw .malformed(
        "line \(line(of: start)): \(name) stands twice in one block", hint: "keep the one that is meant")
    }
    skipBlanks()
    if place < bytes.count, bytes[place] == UInt8(ascii: ":") {
      place += 1
      skipBlanks()
    }
    if place < bytes.count, Self.opens(bytes[place]) {
      seen.append([])
      let closer = bytes[place] == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: ">")
      blocks.append((closer, block))
      block = blocks.count - 1
      place += 1
    } else {
      skipScalar()
    }
    keep(from: start)
    settings.append(Setting(name: name, line: line(of: start), end: kept.count, block: block))
    return true
  }

  /// The first setting with which the text up to it has a fault, its blocks closed; nil where the whole has none.
  ///
  /// - Parameter isFaulty: whether a text has the fault. One that has it keeps it, whatever follows.
  func firstSetting(where isFaulty: ([UInt8]) -> Bool) -> Setting? {
    func start(_ count: Int) -> [UInt8] {
      let last = settings[count - 1]
      var text = Array(kept[..<last.end])
      var open = last.block
      while let place = open {
        text.append(blocks[place].closer)
        open = blocks[place].outer
      }
      return text
    }
    guard !settings.isEmpty, isFaulty(start(settings.count)) else { return nil }
    var (sound, faulty) = (0, settings.count)
    while faulty - sound > 1 {
      let middle = (sound + faulty) / 2
      if isFaulty(start(middle)) { faulty = middle } else { sound = middle }
    }
    return settings[faulty - 1]
  }

  /// Passes over a value: a word, a number, texts, a list, or a block with all that is in it.
  private mutating func skipValue() {
    skipBlanks()
    if place < bytes.count, bytes[place] == UInt8(ascii: ":") {
      place += 1
      skipBlanks()
    }
    guard place < bytes.count, Self.opens(bytes[place]) else { return skipScalar() }
    var depth = 0
    repeat {
      if Self.opens(bytes[place]) { depth += 1 }
      if Self.closes(bytes[place]) { depth -= 1 }
      if isQuote { skipText() } else { place += 1 }
      skipBlanks()
    } while depth > 0 && place < bytes.count
  }

  /// Passes over a word, a number, texts in a row, or a list.
  private mutating func skipScalar() {
    if place < bytes.count, bytes[place] == UInt8(ascii: "[") {
      while place < bytes.count, bytes[place] != UInt8(ascii: "]") {
        if isQuote { skipText() } else { place += 1 }
      }
      place = min(place + 1, bytes.count)
    } else if isQuote {
      while isQuote {
        skipText()
        skipBlanks()
      }
    } else {
      while place < bytes.count, !Self.isBlank(bytes[place]), !Self.closes(bytes[place]),
        ![UInt8(ascii: "#"), UInt8(ascii: ","), UInt8(ascii: ";")].contains(bytes[place])
      { place += 1 }
    }
  }

  // MARK: Characters

  private var isQuote: Bool {
    place < bytes.count && (bytes[place] == UInt8(ascii: "\"") || bytes[place] == UInt8(ascii: "'"))
  }

  private mutating func skipText() {
    let quote = bytes[place]
    place += 1
    while place < bytes.count, bytes[place] != quote {
      place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
    }
    place = min(place + 1, bytes.count)
  }

  /// Blanks and comments.
  private mutating func skipBlanks() {
    while place < bytes.count {
      if bytes[place] == UInt8(ascii: "#") {
        while place < bytes.count, bytes[place] != UInt8(ascii: "\n") { place += 1 }
      } else if Self.isBlank(bytes[place]) {
        place += 1
      } else {
        return
      }
    }
  }

  private mutating func readWord() -> String? {
    let start = place
    while place < bytes.count, Self.isLetter(bytes[place]) { place += 1 }
    return start == place ? nil : String(decoding: bytes[start..<place], as: UTF8.self)
  }

  private mutating func keep(from start: Int) {
    kept += bytes[start..<place]
    kept.append(UInt8(ascii: "\n"))
  }

  /// The line of a place that is not before those that were asked for.
  private mutating func line(of place: Int) -> Int {
    while counted < place {
      if bytes[counted] == UInt8(ascii: "\n") { lines += 1 }
      counted += 1
    }
    return lines
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
  private static func opens(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "{") || byte == UInt8(ascii: "<") }
  private static func closes(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "}") || byte == UInt8(ascii: ">") }
  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "_")
  }
}

import Drawing

/// Networks as rows of boxes, drawn from the lists of their layers: as high as a map's side, as thick as the number
/// of maps, and on each box the window that the next layer looks through.
public struct ArchitectureDiagram: Figure {
  /// One layer of a network, drawn as a box.
  public struct Layer: Sendable, Hashable {
    /// What a layer does; it decides the color.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
      /// The image that the network looks at.
      case input
      /// A convolution and its ReLU.
      case convolution
      /// Max pooling over windows.
      case pooling
      /// A fully connected layer.
      case dense
      /// The probabilities of the classes.
      case softmax

      var color: Color {
        switch self {
        case .input: Color(hex: 0xB8B8B8)
        case .convolution: Palette.blue
        case .pooling: Palette.orange
        case .dense: Palette.green
        case .softmax: Palette.purple
        }
      }

      var word: String {
        switch self {
        case .input: "input"
        case .convolution: "convolution + ReLU"
        case .pooling: "max pooling"
        case .dense: "fully connected"
        case .softmax: "softmax"
        }
      }
    }

    /// The name, such as “conv1”.
    public var name: String
    /// What the layer does; it decides the box's color.
    public var kind: Kind
    /// The number of maps, or of units where the side is 1.
    public var maps: Int
    /// The side of each map.
    public var side: Int
    /// The side of the window on the layer before, where there is one.
    public var kernel: Int?
    /// The stride of that window, in units of the layer before.
    public var stride: Int?
    /// A few words more, such as “2 groups” or “+ norm”.
    public var note: String?

    /// A box for a layer; `kernel` and `stride` are those of the window that it looks through.
    public init(
      _ name: String, _ kind: Kind, maps: Int, side: Int = 1, kernel: Int? = nil, stride: Int? = nil,
      note: String? = nil
    ) {
      self.name = name
      self.kind = kind
      self.maps = maps
      self.side = side
      self.kernel = kernel
      self.stride = stride
      self.note = note
    }
  }

  /// One network, drawn as a row of boxes.
  public struct Network: Sendable, Hashable {
    /// The name above the row.
    public var title: String
    /// The boxes from the input on.
    public var layers: [Layer]

    /// A row of boxes.
    public init(_ title: String, _ layers: [Layer]) {
      self.title = title
      self.layers = layers
    }
  }

  /// The networks, one above the other.
  public var networks: [Network]
  /// The width in points.
  public var width: Double

  /// Networks one above the other, drawn to the same scale.
  public init(_ networks: [Network], width: Double = FigureMeasure.textWidth) {
    self.networks = networks
    self.width = width
  }

  private static let rowHeight = 130.0
  private static let legendHeight = 16.0
  private static let tallest = 64.0

  /// The rows and the legend.
  public var size: Size {
    Size(width, max(1, Double(networks.count) * Self.rowHeight + Self.legendHeight))
  }

  /// Draws each network in a row, and the legend below.
  public func draw(on canvas: borrowing Canvas, in frame: Rectangle) {
    let natural = size
    let largest = networks.flatMap(\.layers).map(\.side).max() ?? 1
    canvas.saved { canvas in
      canvas.translate(frame.x, frame.y)
      canvas.scale(frame.width / natural.width, frame.height / natural.height)
      for (index, network) in networks.enumerated() {
        draw(network, top: Double(index) * Self.rowHeight, largest: Double(largest), on: canvas)
      }
      let kinds = Layer.Kind.allCases.filter { kind in
        networks.contains { $0.layers.contains { $0.kind == kind } }
      }
      Legend(entries: kinds.map { ($0.word, $0.color) })
        .draw(on: canvas, in: Rectangle(0, natural.height - Self.legendHeight + 2, width, Self.legendHeight))
    }
  }

  /// A box's place: its front face, and how far it goes back, to the right and upward.
  private struct Box {
    let front: Rectangle
    let depth: Double
    var back: Point { Point(depth * 0.5, -depth * 0.28) }
  }

  /// Sides differ by a factor of forty, so heights go with their square roots; maps likewise.
  private func box(of layer: Layer, largest: Double, center x: Double, base: Double) -> Box {
    if layer.side <= 1 {
      let height = min(Self.tallest, 10 + 1.1 * Double(max(1, layer.maps)).squareRoot())
      return Box(front: Rectangle(x - 3.5, base - height, 7, height), depth: 7)
    }
    let height = Self.tallest * (Double(layer.side) / largest).squareRoot()
    let thickness = layer.kind == .input ? 2 : 2 + 0.75 * Double(max(1, layer.maps)).squareRoot()
    let depth = height * 0.55
    return Box(
      front: Rectangle(x - thickness / 2 - depth * 0.25, base - height, thickness, height), depth: depth)
  }

  private func draw(_ network: Network, top: Double, largest: Double, on canvas: borrowing Canvas) {
    canvas.draw(Text(network.title, .panelTitle), at: Point(0, top))
    guard !network.layers.isEmpty else { return }
    let base = top + 24 + Self.tallest
    let centers = centers(of: network, largest: largest)
    let boxes = zip(network.layers, centers).map { box(of: $0, largest: largest, center: $1, base: base) }
    // From the right to the left: a box hides part of the one behind it, never the window in front.
    for index in network.layers.indices.reversed() {
      draw(boxes[index], network.layers[index].kind.color, on: canvas)
      if index + 1 < boxes.count, let kernel = network.layers[index + 1].kernel,
        network.layers[index].side > 1
      {
        drawWindow(
          share: min(1, Double(kernel) / Double(network.layers[index].side)), on: boxes[index],
          to: boxes[index + 1], on: canvas)
      }
    }
    for (index, layer) in network.layers.enumerated() {
      drawLabels(of: layer, at: centers[index], base, on: canvas)
    }
  }

  /// Every layer gets room for its label or its box, whichever is wider; what is left is shared out.
  private func centers(of network: Network, largest: Double) -> [Double] {
    let needs = network.layers.map { layer -> Double in
      let box = box(of: layer, largest: largest, center: 0, base: 0)
      let label = labels(of: layer).map { $0.measured().width }.max() ?? 0
      return max(box.front.width + box.depth * 0.5, label) + 3
    }
    let scale = width / needs.reduce(0, +)
    var x = 0.0
    return needs.map { need in
      defer { x += need * scale }
      return x + need * scale / 2
    }
  }

  private func face(_ corners: [Point], _ color: Color, on canvas: borrowing Canvas) {
    canvas.beginPath()
    canvas.polygon(corners)
    canvas.fill(color, keepingPath: true)
    canvas.stroke(.white, width: 0.5)
  }

  private func draw(_ box: Box, _ color: Color, on canvas: borrowing Canvas) {
    let f = box.front
    let b = box.back
    face(
      [Point(f.x, f.y), Point(f.maxX, f.y), Point(f.maxX, f.maxY), Point(f.x, f.maxY)],
      color.mixed(with: .white, 0.3), on: canvas)
    face(
      [Point(f.x, f.y), Point(f.maxX, f.y), Point(f.maxX + b.x, f.y + b.y), Point(f.x + b.x, f.y + b.y)],
      color.mixed(with: .white, 0.75), on: canvas)
    face(
      [
        Point(f.maxX, f.y), Point(f.maxX + b.x, f.y + b.y), Point(f.maxX + b.x, f.maxY + b.y),
        Point(f.maxX, f.maxY),
      ], color.mixed(with: .white, 0.5), on: canvas)
  }

  /// The next layer's window on a box's side face, and the lines that lead to the next box.
  private func drawWindow(share: Double, on box: Box, to next: Box, on canvas: borrowing Canvas) {
    let f = box.front
    let b = box.back
    func point(_ along: Double, _ down: Double) -> Point {
      Point(f.maxX + b.x * along, f.y + b.y * along + f.height * down)
    }
    let low = 0.5 - share / 2
    let high = 0.5 + share / 2
    let target = Point(
      next.front.maxX + next.back.x * 0.5, next.front.y + next.front.height / 2 + next.back.y * 0.5)
    let end = Point(min(target.x, next.front.x), target.y)
    for corner in [point(high, low), point(high, high)] {
      canvas.beginPath()
      canvas.move(to: corner)
      canvas.line(to: end)
      canvas.stroke(Palette.ink.opacity(0.6), width: 0.6)
    }
    canvas.beginPath()
    canvas.polygon([point(low, low), point(high, low), point(high, high), point(low, high)])
    canvas.fill(.white.opacity(0.55), keepingPath: true)
    canvas.stroke(Palette.ink, width: 0.8)
  }

  private func labels(of layer: Layer) -> [Text] {
    let small = TextStyle(.sans, 6.8, color: Palette.softInk)
    var texts = [Text(layer.name, TextStyle(.sans, 7.6, weight: .semibold, color: Palette.ink))]
    texts.append(
      Text(
        layer.side > 1 ? "\(layer.side)² × \(layer.maps)" : NumberText.whole(layer.maps),
        small.colored(Palette.ink)))
    if let kernel = layer.kernel {
      texts.append(Text("\(kernel)×\(kernel)" + (layer.stride.map { " / \($0)" } ?? ""), small))
    }
    if let note = layer.note { texts.append(Text(note, small)) }
    return texts
  }

  private func drawLabels(of layer: Layer, at x: Double, _ base: Double, on canvas: borrowing Canvas) {
    for (line, text) in labels(of: layer).enumerated() {
      canvas.draw(text, at: Point(x, base + 5 + Double(line) * 9.2), anchor: .top)
    }
  }
}

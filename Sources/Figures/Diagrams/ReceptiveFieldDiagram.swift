import Drawing
import Images

/// How much of the image a unit of each layer sees: nested squares over an image, and bars of shares of its side.
public struct ReceptiveFieldDiagram: Figure {
  /// The field of one layer.
  public struct Field: Sendable, Hashable {
    /// The layer's name, such as “conv3”.
    public var name: String
    /// The side of its receptive field, in pixels of the input.
    public var side: Int

    /// The field of a layer.
    public init(_ name: String, side: Int) {
      self.name = name
      self.side = side
    }
  }

  /// The photograph under the squares; its side is the network's input.
  public var image: Image
  /// The layers' fields, from the smallest.
  public var fields: [Field]
  /// The size in points.
  public var size: Size

  /// Nested squares and bars.
  public init(image: Image, fields: [Field], size: Size = Size(FigureMeasure.textWidth, 200)) {
    self.image = image
    self.fields = fields
    self.size = size
  }

  private func color(_ index: Int) -> Color { Palette.series(index).mixed(with: .black, 0.08) }

  /// Draws squares on the left and bars on the right.
  public func draw(on canvas: borrowing Canvas, in frame: Rectangle) {
    guard image.width > 0, image.height > 0 else { return }
    let side = Double(max(image.width, image.height))
    let largest = max(side, Double(fields.map(\.side).max() ?? 0))
    let left = min(frame.height, frame.width * 0.48)
    let scale = (left - 4) / largest
    let center = Point(frame.x + left / 2, frame.y + frame.height / 2)
    let extent = Size(Double(image.width) * scale, Double(image.height) * scale)
    canvas.draw(
      image, as: .photograph,
      in: Rectangle(
        center.x - extent.width / 2, center.y - extent.height / 2, extent.width, extent.height))
    for (index, field) in fields.enumerated().reversed() {
      let half = Double(field.side) * scale / 2
      for (stroke, width) in [(Color.white.opacity(0.8), 2.6), (color(index), 1.4)] {
        canvas.beginPath()
        canvas.rectangle(Rectangle(center.x - half, center.y - half, 2 * half, 2 * half))
        canvas.stroke(stroke, width: width)
      }
    }
    drawBars(
      in: Rectangle(frame.x + left + 22, frame.y, frame.width - left - 22, frame.height), side, on: canvas)
  }

  private func drawBars(in frame: Rectangle, _ side: Double, on canvas: borrowing Canvas) {
    guard !fields.isEmpty else { return }
    let names = (fields.map { Text($0.name, .label).measured().width }.max() ?? 0) + 8
    let numbers = 74.0
    let largest = max(1, fields.map { Double($0.side) / side }.max() ?? 1)
    let room = frame.width - names - numbers
    let step = min(20, (frame.height - 22) / Double(fields.count))
    let top = frame.y + 18
    canvas.draw(Text("share of the image's side", .label), at: Point(frame.x + names, frame.y + 1))
    for (index, field) in fields.enumerated() {
      let y = top + Double(index) * step
      let share = Double(field.side) / side
      canvas.draw(Text(field.name, .label), at: Point(frame.x + names - 6, y + step / 2), anchor: .right)
      canvas.beginPath()
      canvas.rectangle(Rectangle(frame.x + names, y + step * 0.18, room * share / largest, step * 0.64))
      canvas.fill(color(index))
      canvas.draw(
        Text("\(field.side) px", .tick), at: Point(frame.maxX - 34, y + step / 2), anchor: .right)
      canvas.draw(
        Text(NumberText.percent(share, 0), .tick.colored(Palette.ink)), at: Point(frame.maxX, y + step / 2),
        anchor: .right)
    }
    let whole = frame.x + names + room / largest
    canvas.beginPath()
    canvas.move(to: Point(whole, top - 2))
    canvas.line(to: Point(whole, top + step * Double(fields.count)))
    canvas.stroke(Palette.ink, width: 0.8, dash: [3, 2.5])
  }
}

import Kernels

/// Puts right what the kernels computed at positions of a batch's squares that lie outside the maps. Only squares that
/// overhang cost anything.
struct FieldEdges {
  private let plan: ReceptiveFieldPlan
  private var fields: [(rows: [ReceptiveFieldPlan.Span], columns: [ReceptiveFieldPlan.Span])] = []

  init(_ plan: ReceptiveFieldPlan) { self.plan = plan }

  /// Takes the units of the next batch.
  mutating func take(_ units: [UnitPosition]) {
    fields = units.map { (plan.spans(at: $0.row), plan.spans(at: $0.column)) }
  }

  /// The edges of some of the units alone.
  func part(_ units: Range<Int>) -> FieldEdges {
    var part = self
    part.fields = Array(fields[units.clamped(to: 0..<fields.count)])
    return part
  }

  /// Where a unit's pixels are, of those of its square that lie in the image.
  func pixels(_ unit: Int) -> (rows: ReceptiveFieldPlan.Span, columns: ReceptiveFieldPlan.Span) {
    (fields[unit].rows[0], fields[unit].columns[0])
  }

  /// Sets the values outside the map to what the node at `index` is to read there.
  func completeValues(_ values: DataBuffer, inputOfNodeAt index: Int) {
    fill(values, index, with: plan.valueOutside(inputOfNodeAt: index))
  }

  /// Clears the signal outside the map in the input of the node at `index`.
  func clearSignal(_ signal: DataBuffer, inputOfNodeAt index: Int) { fill(signal, index, with: 0) }

  private func fill(_ buffer: DataBuffer, _ index: Int, with value: Float) {
    guard fields.contains(where: { $0.rows[index].overhangs || $0.columns[index].overhangs }) else { return }
    let view = MapView(buffer)
    for (unit, field) in fields.enumerated() {
      view.fill(
        image: unit, outsideRows: field.rows[index].inside, columns: field.columns[index].inside,
        with: value)
    }
  }
}

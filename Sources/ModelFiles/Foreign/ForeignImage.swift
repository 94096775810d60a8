/// The image that a network of another program's takes.
enum ForeignImage {
  /// The side of a square image in pixels.
  ///
  /// - Parameters:
  ///   - height: what the file says; nil where it takes any.
  ///   - width: likewise.
  ///   - asked: what the user says; must be what the file says, if that says something.
  /// - Throws: `ForeignFailure` for images that are not square, too large, or of a side that nobody says.
  static func side(height: Int?, width: Int?, asked: Int?) throws(ForeignFailure) -> Int {
    let stated = [height, width].compactMap { $0 }
    if let asked, stated.contains(where: { $0 != asked }) {
      throw .unsupported(
        "it takes images of \(stated[0]) pixels a side, not \(asked)", hint: "leave the side out")
    }
    guard let side = asked ?? stated.first else {
      throw .unsupported("it takes images of any side", hint: "say which, such as --side 224")
    }
    guard stated.allSatisfy({ $0 == side }) else {
      throw .unsupported(
        "it takes images of \(stated[0])×\(side == stated[0] ? stated[1] : side)",
        hint: "networks of square images are read")
    }
    guard (1...ForeignGraphBuilder.largestSide).contains(side) else {
      throw .unsupported(
        "it takes images of \(side) pixels a side",
        hint: "sides of up to \(ForeignGraphBuilder.largestSide) are read")
    }
    return side
  }
}

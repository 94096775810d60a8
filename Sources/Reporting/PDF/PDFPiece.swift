/// Something that is not divided between pages: a line, a figure, a row of a table.
struct PDFPiece {
  /// How a piece takes part in the flow.
  enum Kind {
    /// It stands where it comes, or moves up past figures that do not fit: text, claims, the rows of long tables.
    case text
    /// A heading: where figures wait and little room is left, it waits for them on the next page.
    case heading
    /// The beginning of a long table, which stands after every table before it.
    case fixed
    /// A figure or a small table: where it does not fit, what comes after it fills the page, and it stands on the next one.
    case floating
  }

  /// How it takes part in the flow. Pieces kept together float if their first does.
  var kind = Kind.text
  /// Its height in points.
  var height: Double
  /// The gap above it, which is dropped at the top of a page.
  var spaceBefore = 0.0
  /// Whether it is a gap, of which nothing is left at the edges of a page.
  var isGap = false
  /// Whether it must not be the last on a page.
  var keepWithNext = false
  /// Whether it begins a table, which stands before the tables that come after it.
  var isTable = false
  /// Whether it goes on with what the piece before it began, a paragraph or a table, so that no figure may part them.
  var isContinuing = false
  /// How much smaller it may be drawn, at least, where that makes it fit; 1 is not at all.
  var leastScale = 1.0
  /// What is drawn above it where it comes first on a page: the header of a table that goes on.
  var continuation: (height: Double, draw: (PDFFlow, Double) -> Void)?
  /// What can be linked to here.
  var anchors: [String]
  /// Draws it with its top at a height.
  var draw: (PDFFlow, Double) -> Void

  /// A gap below something.
  static func gap(_ height: Double) -> PDFPiece {
    var piece = PDFPiece(height: height) { _, _ in }
    piece.isGap = true
    return piece
  }

  init(
    _ kind: Kind = .text, height: Double, spaceBefore: Double = 0, keepWithNext: Bool = false,
    anchor: String? = nil, draw: @escaping (PDFFlow, Double) -> Void
  ) {
    self.kind = kind
    self.height = height
    self.spaceBefore = spaceBefore
    self.keepWithNext = keepWithNext
    anchors = anchor.map { [$0] } ?? []
    self.draw = draw
  }
}

/// Pieces that keep together.
struct PDFGroup {
  /// The pieces from the top down.
  let pieces: [PDFPiece]

  /// Cuts pieces into those that keep together.
  static func groups(of pieces: [PDFPiece]) -> [PDFGroup] {
    var groups: [PDFGroup] = []
    var start = 0
    while start < pieces.count {
      var end = start + 1
      while end < pieces.count, pieces[end - 1].keepWithNext { end += 1 }
      groups.append(PDFGroup(pieces: Array(pieces[start..<end])))
      start = end
    }
    return groups
  }

  /// Which groups stand in each column where columns are as high as given.
  static func columns(_ groups: ArraySlice<PDFGroup>, _ count: Int, _ height: Double) -> [Range<Int>] {
    var start = groups.startIndex
    return (0..<count).map { _ in
      var (end, filled) = (start, 0.0)
      while end < groups.endIndex {
        let next = groups[end].height(isFirst: end == start)
        guard filled + next <= height + 0.01 else { break }
        filled += next
        end += 1
      }
      defer { start = end }
      return start..<end
    }
  }

  /// How the group takes part in the flow: as its first piece does.
  var kind: PDFPiece.Kind { pieces.first?.kind ?? .text }
  /// Whether it is a table.
  var isTable: Bool { pieces.first?.isTable ?? false }
  /// Whether it goes on with what came before it.
  var isContinuing: Bool { pieces.first?.isContinuing ?? false }
  /// Whether there is nothing in it but gaps, which open no page.
  var isGap: Bool { pieces.allSatisfy(\.isGap) }

  /// The height that the group takes, without a gap at its end.
  ///
  /// - Parameters:
  ///   - isFirst: whether it stands at the top of a page, where the gap above it is dropped.
  ///   - scale: how much smaller those pieces are that may be drawn smaller.
  func height(isFirst: Bool, scale: Double = 1) -> Double {
    let ending = pieces.last.map { $0.isGap ? $0.height : 0 } ?? 0
    return pieces.reduce(0) { $0 + $1.height * max(scale, $1.leastScale) + $1.spaceBefore } - ending
      - (isFirst ? pieces.first?.spaceBefore ?? 0 : 0)
  }
}

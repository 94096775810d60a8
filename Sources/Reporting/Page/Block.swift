/// One piece of a page.
public enum Block: Sendable, Hashable {
  /// A heading within the page.
  case heading(String)
  /// A paragraph, with *emphasis*, **strong**, `code` and [links](#anchor).
  case prose(String)
  /// A displayed formula, with a number where it is referred to.
  case equation(EquationBlock)
  /// A figure, whose files lie beside the page.
  case figure(FigureBlock)
  /// A table with its caption and notes.
  case table(TableBlock)
  /// A claim with its verdict.
  case claim(Claim)
  /// A remark set apart.
  case note(NoteBlock)
}

extension Block {
  /// The block's permanent anchor, where it has one.
  var anchor: String? {
    switch self {
    case .equation(let block): block.label.map { "eq-\($0)" }
    case .figure(let block): block.anchor
    case .table(let block): block.anchor
    case .claim(let claim): claim.anchor
    case .heading, .prose, .note: nil
    }
  }
}

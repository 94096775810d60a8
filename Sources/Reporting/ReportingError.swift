import Files

/// What can go wrong when pages are read and bound.
public enum ReportingError: Error, CustomStringConvertible, Equatable {
  /// A file is not there or cannot be read.
  case missing(path: String, cause: String)
  /// A file is there, but not what it should be.
  case damaged(path: String, cause: String)
  /// A folder that should be a report's output folder is none, or a file of its own is not what it should be.
  case noReport(path: String, cause: String)
  /// A file of a report is another than when the report was bound, or gone.
  case changed(path: String, list: String)
  /// A claim says that a figure or table shows it that its page does not have: a mistake of the chapter's.
  case claimWithoutFigure(claim: String, figure: String, page: String)

  /// For example `output/chapters/approach/page.json cannot be used: …; run the chapter again`, with control characters escaped.
  public var description: String { text.printable }

  private var text: String {
    switch self {
    case .missing(let path, let cause): "\(path) cannot be read: \(cause); run the chapter that makes it"
    case .damaged(let path, let cause): "\(path) cannot be used: \(cause); run the chapter again"
    case .noReport(let path, let cause):
      "\(path) is no report's: \(cause); name a folder that `report --output` wrote, or bind its pages again by `report --bind`"
    case .changed(let path, let list):
      "\(path) is not what it was when the report was bound (\(list)); bind it again by `report --bind`, or run the chapter again that it belongs to"
    case .claimWithoutFigure(let claim, let figure, let page):
      "the claim \(claim) points to “\(figure)”, and the page \(page) has no figure or table of that name"
    }
  }

  /// What is wrong, without the path and what to do.
  var cause: String {
    switch self {
    case .missing(_, let cause), .damaged(_, let cause), .noReport(_, let cause): cause
    case .changed, .claimWithoutFigure: text
    }
  }
}

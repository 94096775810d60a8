/// An element of a document's structure, which tells programs that read it aloud or reflow it what the marks on its pages are: a
/// heading, a paragraph, a cell.
///
/// An element belongs to one document. It comes to stand in its parent where something of it is first drawn, so that the structure
/// has the order of the pages, and what is never drawn is no part of it.
public final class PDFElement {
  /// What an element is; the raw value is its name in files.
  public enum Role: String, Sendable {
    /// The whole document, in which all else stands.
    case document = "Document"
    /// Parts that belong together, such as a figure and its caption.
    case division = "Div"
    /// The document's title, which there is once.
    case heading1 = "H1"
    /// The title of a chapter or of a part of the same rank.
    case heading2 = "H2"
    /// A heading within a chapter.
    case heading3 = "H3"
    /// A heading below that.
    case heading4 = "H4"
    /// A paragraph, or a line that stands by itself.
    case paragraph = "P"
    /// Text of a program.
    case code = "Code"
    /// A formula, which has an alternative text.
    case formula = "Formula"
    /// A list, which holds items alone.
    case list = "L"
    /// An item of a list.
    case item = "LI"
    /// What an item says.
    case itemBody = "LBody"
    /// A table of contents.
    case contents = "TOC"
    /// An entry of a table of contents.
    case contentsItem = "TOCI"
    /// A table, which holds rows or parts of it.
    case table = "Table"
    /// The rows of a table that hold its headings.
    case tableHead = "THead"
    /// The other rows of a table.
    case tableBody = "TBody"
    /// A row of a table.
    case tableRow = "TR"
    /// A heading of a column or row, which has a scope.
    case tableHeading = "TH"
    /// A cell that is no heading.
    case tableCell = "TD"
    /// A figure, which has an alternative text.
    case figure = "Figure"
    /// What is said of a figure or table.
    case caption = "Caption"
    /// What leads to another place or an address.
    case link = "Link"

    /// The heading of a rank, from 1 to 4.
    public static func heading(_ rank: Int) -> Role {
      [.heading1, .heading2, .heading3, .heading4][min(max(rank, 1), 4) - 1]
    }
  }

  /// What a heading of a table is the heading of.
  public enum Scope: String, Sendable {
    /// The cells below it.
    case column = "Column"
    /// The cells beside it.
    case row = "Row"
  }

  /// What stands in an element.
  enum Child {
    /// Another element.
    case element(PDFElement)
    /// Something drawn: the page, and which of the page's marks it is.
    case mark(page: Int, place: Int)
    /// A rectangle that leads somewhere: the page, and which of the page's links it is.
    case link(page: Int, place: Int)
  }

  /// What it is.
  let role: Role
  /// The element that it stands in; nil where that is the document.
  let parent: PDFElement?
  /// What it shows, for those who cannot see it.
  let alternative: String?
  /// What it is the heading of.
  let scope: Scope?
  /// Where it stands, in points from the lower left corner of its page: of figures.
  var box: Rectangle?
  /// What stands in it, in order.
  private(set) var children: [Child] = []
  private var isPlaced = false

  /// An element that no document has yet.
  ///
  /// - Parameters:
  ///   - parent: the element that it stands in; nil where that is the document itself.
  ///   - alternative: what it shows, for those who cannot see it.
  ///   - scope: what it is the heading of.
  public init(
    _ role: Role, in parent: PDFElement? = nil, alternative: String? = nil, scope: Scope? = nil
  ) {
    (self.role, self.parent, self.alternative, self.scope) = (role, parent, alternative, scope)
  }

  /// Puts something into the element, and the element into its parent where it does not stand there yet.
  func append(_ child: Child, below root: PDFElement) {
    place(below: root)
    children.append(child)
  }

  /// Puts the element into its parent where it does not stand there yet.
  func place(below root: PDFElement) {
    guard !isPlaced, self !== root else { return }
    isPlaced = true
    (parent ?? root).append(.element(self), below: root)
  }
}

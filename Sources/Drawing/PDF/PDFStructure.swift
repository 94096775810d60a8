/// What was marked on a document's pages while they were drawn, in the order of drawing.
final class PDFStructure {
  /// What one stretch of drawing is.
  enum Mark {
    /// A part of an element.
    case content(PDFElement)
    /// Nothing that is to be read: a rule, a running head.
    case artifact(PDFDocument.Artifact)
  }

  /// A rectangle that leads somewhere.
  struct Link {
    let element: PDFElement
    /// Where it leads, in words.
    let text: String
  }

  /// The marks and links of one page.
  struct Page {
    var marks: [Mark] = []
    var links: [Link] = []
  }

  /// The element of the whole document.
  let document = PDFElement(.document)
  /// The pages; the last is under way.
  private(set) var pages = [Page()]
  /// Whether what is drawn belongs to a mark already.
  private var isOpen = false

  /// Whether anything was marked: else the document has no structure.
  var isEmpty: Bool { pages.allSatisfy { $0.marks.isEmpty && $0.links.isEmpty } }

  private var page: Int { pages.count - 1 }

  func endPage() { pages.append(Page()) }

  /// Begins a mark; false where one is open already, to which all belongs that is drawn until its end.
  func begin(_ mark: Mark) -> Bool {
    guard !isOpen else { return false }
    isOpen = true
    if case .content(let element) = mark {
      element.append(.mark(page: page, place: pages[page].marks.count), below: document)
    }
    pages[page].marks.append(mark)
    return true
  }

  func end() { isOpen = false }

  func add(_ link: Link) {
    link.element.append(.link(page: page, place: pages[page].links.count), below: document)
    pages[page].links.append(link)
  }
}

extension PDFDocument {
  /// What is drawn and not to be read.
  public enum Artifact: String, Sendable {
    /// A rule, a ground, a row of dots.
    case layout = "/Type /Layout"
    /// A running head, the same on many pages.
    case header = "/Type /Pagination /Subtype /Header"
    /// A running foot, such as a page's number.
    case footer = "/Type /Pagination /Subtype /Footer"
    /// What is said again on a new page, such as the head of a table.
    case repetition = "/Type /Pagination"
  }
}

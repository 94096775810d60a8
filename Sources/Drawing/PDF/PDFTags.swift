/// What Cairo leaves out of a PDF file: the tree of its structure as PDF/UA asks for it, with alternative texts, scopes and places,
/// what each link says, the file's language and the metadata that tell what it is.
///
/// Cairo writes a tree of its own, of links alone. The document's is put in its place, and nothing leads to that any more. A file of another make than
/// Cairo's stays as it is.
struct PDFTags {
  private var file: PDFFile
  private let structure: PDFStructure
  /// The numbers of the pages' objects.
  private var pages: [Int] = []
  /// The numbers of the pages' links.
  private var links: [[Int]] = []
  /// By page and place among the page's marks, the number of what it draws; nil for artifacts.
  private var numbers: [[Int?]] = []
  private var next = 0
  /// By element, its object's number.
  private var elements: [ObjectIdentifier: Int] = [:]

  /// Entries of every file's catalog.
  private static let entries = "/Lang (en-US)\n   /ViewerPreferences << /DisplayDocTitle true >>"

  /// The file with the structure of what was marked on its pages.
  static func tagged(_ file: [UInt8], _ structure: PDFStructure, metadata: PDFMetadata) -> [UInt8] {
    guard var parsed = PDFFile(withoutRepetitions(file)) else { return file }
    if !structure.isEmpty, var tags = PDFTags(parsed, structure), let tagged = tags.written(metadata) {
      return tagged
    }
    parsed.extendCatalog(Self.entries)
    return parsed.written()
  }

  /// Finds the pages and what marks them; nil where they are not as they were drawn.
  private init?(_ file: PDFFile, _ structure: PDFStructure) {
    self.file = file
    self.structure = structure
    guard let catalog = file.text(file.catalog), let tree = file.reference("/Pages", of: catalog),
      let list = file.text(tree)
    else { return nil }
    pages = file.references("/Kids", of: list)
    // The last page of the structure was never ended.
    guard pages.count == structure.pages.count - 1 else { return nil }
    for (page, number) in zip(structure.pages, pages) {
      guard let text = file.text(number), let contents = file.reference("/Contents", of: text),
        let drawn = file.contents(contents),
        let marked = PDFContents.marked(drawn, page.marks), let packed = Flate.deflated(marked.contents)
      else { return nil }
      let links = file.references("/Annots", of: text)
      guard links.count == page.links.count else { return nil }
      self.links.append(links)
      numbers.append(marked.numbers)
      self.file.set(contents, stream: packed, entries: " /Filter /FlateDecode")
    }
    next = (self.file.objects.keys.max() ?? 0) + 1
  }

  /// A number for a new object.
  private mutating func take() -> Int {
    defer { next += 1 }
    return next
  }

  private mutating func written(_ metadata: PDFMetadata) -> [UInt8]? {
    let root = take()
    number(structure.document)
    write(structure.document, below: root)
    let parents = take()
    file.set(parents, "<< /Nums [\(parentTree())] >>")
    file.set(
      root,
      "<< /Type /StructTreeRoot /K [\(reference(structure.document))] /ParentTree \(parents) 0 R /ParentTreeNextKey \(keys) >>"
    )
    let description = take()
    file.set(description, stream: Array(metadata.xmp.utf8), entries: " /Type /Metadata /Subtype /XML")
    for page in pages.indices { guard tag(page) else { return nil } }
    file.extendCatalog(
      "/StructTreeRoot \(root) 0 R\n   /MarkInfo << /Marked true >>\n   /Metadata \(description) 0 R\n   \(Self.entries)"
    )
    return file.written()
  }

  // MARK: Elements

  private mutating func number(_ element: PDFElement) {
    elements[ObjectIdentifier(element)] = take()
    for case .element(let inner) in element.children { number(inner) }
  }

  private func reference(_ element: PDFElement) -> String {
    elements[ObjectIdentifier(element)].map { "\($0) 0 R" } ?? "null"
  }

  private mutating func write(_ element: PDFElement, below parent: Int) {
    guard let number = elements[ObjectIdentifier(element)] else { return }
    let page = element.children.lazy.compactMap { child -> Int? in
      if case .mark(let page, _) = child { page } else { nil }
    }.first
    let children = element.children.map { child in
      switch child {
      case .element(let inner): reference(inner)
      case .link(let page, let place):
        "<< /Type /OBJR /Pg \(pages[page]) 0 R /Obj \(links[page][place]) 0 R >>"
      case .mark(let own, let place):
        own == page
          ? "\(numbers[own][place] ?? 0)"
          : "<< /Type /MCR /Pg \(pages[own]) 0 R /MCID \(numbers[own][place] ?? 0) >>"
      }
    }
    var text = "<< /Type /StructElem /S /\(element.role.rawValue) /P \(parent) 0 R"
    if let page { text += " /Pg \(pages[page]) 0 R" }
    text += children.count == 1 ? " /K \(children[0])" : " /K [\(children.joined(separator: " "))]"
    if let alternative = element.alternative { text += " /Alt \(PDFString.literal(alternative))" }
    if let scope = element.scope { text += " /A << /O /Table /Scope /\(scope.rawValue) >>" }
    if let box = element.box {
      let corners = [box.x, box.y, box.maxX, box.maxY].map { SVGNumber.text($0) }.joined(separator: " ")
      text += " /A << /O /Layout /Placement /Block /BBox [\(corners)] >>"
    }
    file.set(number, text + " >>")
    for case .element(let inner) in element.children { write(inner, below: number) }
  }

  // MARK: Pages

  /// How many keys the tree of parents has: one a page, one a link.
  private var keys: Int { pages.count + links.reduce(0) { $0 + $1.count } }

  /// By key, the elements that own a page's marks, in their numbers' order, or a link.
  private func parentTree() -> String {
    var entries: [String] = []
    for (key, page) in structure.pages.dropLast().enumerated() {
      let owners = page.marks.compactMap { mark -> String? in
        if case .content(let element) = mark { reference(element) } else { nil }
      }
      entries.append("\(key) [\(owners.joined(separator: " "))]")
    }
    let all = structure.pages.dropLast().flatMap(\.links)
    for (place, link) in all.enumerated() {
      entries.append("\(pages.count + place) \(reference(link.element))")
    }
    return entries.joined(separator: "\n")
  }

  /// Gives a page and its links their keys; false where one of them is no page or link.
  private mutating func tag(_ page: Int) -> Bool {
    guard let text = file.text(pages[page]) else { return false }
    file.set(
      pages[page],
      text.settingEntries("/StructParents \(page)\n   /Tabs /S", insteadOf: ["/StructParents", "/Tabs"]))
    let before = links[..<page].reduce(pages.count) { $0 + $1.count }
    for (place, number) in links[page].enumerated() {
      guard let text = file.text(number) else { return false }
      let words = PDFString.literal(structure.pages[page].links[place].text)
      file.set(
        number,
        text.settingEntries(
          "/StructParent \(before + place)\n   /Contents \(words)\n   /F 4",
          insteadOf: ["/StructParent", "/Contents", "/F"]))
    }
    return true
  }

  /// The file with spaces where a list of images repeats an entry: it stays as long, and its table holds.
  private static func withoutRepetitions(_ file: [UInt8]) -> [UInt8] {
    var file = file
    var at = 0
    while let start = PDFFile.first("\n   /XObject << /x", in: file[...], from: at) {
      var seen: Set<[UInt8]> = []
      at = start + "\n   /XObject << ".utf8.count
      while at < file.count, file[at] == UInt8(ascii: "/") {
        let end =
          file[(at + 1)...].firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ">") } ?? file.count
        if !seen.insert(Array(file[at..<end])).inserted {
          for place in at..<end { file[place] = UInt8(ascii: " ") }
        }
        at = end
      }
    }
    return file
  }
}

extension PDFFile {
  /// Puts entries into the catalog in the place of Cairo's.
  fileprivate mutating func extendCatalog(_ entries: String) {
    guard let catalog = text(catalog) else { return }
    set(
      self.catalog,
      catalog.settingEntries(
        entries, insteadOf: ["/StructTreeRoot", "/MarkInfo", "/Metadata", "/Lang", "/ViewerPreferences"]))
  }
}

extension String {
  /// A dictionary with more entries at its end, of which it has none twice: lines of Cairo's that begin with one of the keys go.
  fileprivate func settingEntries(_ entries: String, insteadOf keys: [String]) -> String {
    guard hasSuffix(">>") else { return self }
    let kept = dropLast(2).split(separator: "\n", omittingEmptySubsequences: true).filter { line in
      !keys.contains { line.drop { $0 == " " }.hasPrefix("\($0) ") }
    }
    return kept.joined(separator: "\n") + "\n   \(entries)\n>>"
  }
}

/// What a PDF file says of itself, for programs that collect files.
struct PDFMetadata {
  let title: String
  let author: String
  /// What it is about; empty where the title says it.
  let subject: String
  let created: SourceDate

  /// The same as XMP, with the word that the file follows PDF/UA, part 1 (ISO 14289-1).
  var xmp: String {
    func text(_ string: String) -> String { MarkupText.escaped(string) }
    func one(_ string: String) -> String {
      "<rdf:Alt><rdf:li xml:lang=\"x-default\">\(text(string))</rdf:li></rdf:Alt>"
    }
    let about = subject.isEmpty ? "" : "\n<dc:description>\(one(subject))</dc:description>"
    let creator =
      author.isEmpty ? "" : "\n<dc:creator><rdf:Seq><rdf:li>\(text(author))</rdf:li></rdf:Seq></dc:creator>"
    return """
      <?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>
      <x:xmpmeta xmlns:x="adobe:ns:meta/">
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
      <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
      xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
      <dc:format>application/pdf</dc:format>
      <dc:title>\(one(title))</dc:title>\(creator)\(about)
      <dc:language><rdf:Bag><rdf:li>en-US</rdf:li></rdf:Bag></dc:language>
      <xmp:CreateDate>\(created.iso8601)</xmp:CreateDate>
      <xmp:ModifyDate>\(created.iso8601)</xmp:ModifyDate>
      <pdfuaid:part>1</pdfuaid:part>
      </rdf:Description>
      </rdf:RDF>
      </x:xmpmeta>
      <?xpacket end="r"?>
      """
  }
}

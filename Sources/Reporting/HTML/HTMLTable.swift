/// A column of a table whose texts are HTML already.
struct HTMLColumn {
  let title: String
  let unit: String?
  let style: String

  init(_ title: String, unit: String? = nil, style: String = "left plain") {
    self.title = title
    self.unit = unit
    self.style = style
  }
}

/// A table whose texts are HTML already.
enum HTMLTable {
  /// The table; its first column names the rows. It can be scrolled sideways where it is wider than the page.
  ///
  /// - Parameter sections: headings between rows, HTML already, by the place of the row that each stands above.
  static func html(
    columns: [HTMLColumn], rows: [[String]], sections: [Int: String] = [:], style: String = ""
  ) -> String {
    var html = "<div class=\"scroll\" tabindex=\"0\"><table class=\"\(style)\">\n<thead><tr>"
    for column in columns {
      let unit = column.unit.map { "<span class=\"unit\">\($0)</span>" } ?? ""
      html +=
        column.title.isEmpty
        ? "<td></td>" : "<th scope=\"col\" class=\"\(column.style)\">\(column.title)\(unit)</th>"
    }
    html += "</tr></thead>\n<tbody>\n"
    for (place, row) in rows.enumerated() {
      if let title = sections[place] {
        html += place == 0 ? "" : "</tbody>\n<tbody>\n"
        html +=
          "<tr class=\"section\"><th scope=\"rowgroup\" colspan=\"\(columns.count)\">\(title)</th></tr>\n"
      }
      html += "<tr>"
      for (position, (column, cell)) in zip(columns, row).enumerated() {
        html +=
          position == 0
          ? "<th scope=\"row\" class=\"\(column.style)\">\(cell)</th>"
          : "<td class=\"\(column.style)\">\(cell)</td>"
      }
      html += "</tr>\n"
    }
    return html + "</tbody>\n</table></div>\n"
  }
}

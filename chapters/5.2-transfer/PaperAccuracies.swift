import Replication

/// Tables 4 and 5 as they are printed, in per cent; nil where a cell is empty.
struct PaperAccuracies {
  /// One row of the paper's table.
  struct Row {
    let name: String
    let values: [String?]
  }

  /// The table's number.
  let table: Int
  /// The best methods before it.
  let rivals: [Row]
  let scratch: [String]
  let pretrained: [String]

  init(_ role: TransferRole) {
    switch role {
    case .caltech101:
      table = 4
      rivals = [
        Row(name: "Bo et al.", values: [nil, "81.4 ± 0.33"]),
        Row(name: "Jianchao et al.", values: ["73.2", "84.3"]),
      ]
      scratch = ["22.8 ± 1.5", "46.5 ± 1.7"]
      pretrained = ["83.8 ± 0.5", "86.5 ± 0.5"]
    case .caltech256:
      table = 5
      rivals = [
        Row(name: "Sohn et al.", values: ["35.1", "42.1", "45.7", "47.9"]),
        Row(name: "Bo et al.", values: ["40.5 ± 0.4", "48.0 ± 0.2", "51.9 ± 0.2", "55.2 ± 0.3"]),
      ]
      scratch = ["9.0 ± 1.4", "22.5 ± 0.7", "31.2 ± 0.5", "38.8 ± 1.4"]
      pretrained = ["65.7 ± 0.2", "70.6 ± 0.2", "72.7 ± 0.4", "74.2 ± 0.3"]
    }
  }

  /// The first number of a cell: what stands before its deviation.
  static func value(_ cell: String) -> Double { Double(cell.split(separator: " ")[0]) ?? .nan }
}

import Reporting

/// What a chapter does with the networks that a run measures beside its own (`--also`).
public enum AdditionalUse: Sendable, Hashable {
  /// Its page is the same with and without them.
  case none
  /// It measures them, and says which is which.
  case measures
  /// It leaves them out, for the reason that is given, a sentence.
  case leavesOut(because: String)

  /// What follows from what a chapter does with networks: what trains its own has no place for others, and nor has what asks networks for
  /// the classes of the run's images, unless it says otherwise.
  init(_ use: NetworkUse) {
    self =
      switch use {
      case .none: .none
      case .trains(let reason): .leavesOut(because: reason)
      case .looksInto:
        .leavesOut(
          because: "This section asks networks for the classes of the run's images, which they do not know.")
      }
  }

  /// Says on a page that leaves networks out why it does.
  func tell(of networks: [AdditionalNetwork], on page: inout PageBuilder) {
    guard case .leavesOut(let reason) = self, !networks.isEmpty else { return }
    page.note(
      "Of \(networks.names), which this report measures beside its own networks, there is nothing here. \(reason)",
      title: "Networks from files")
  }
}

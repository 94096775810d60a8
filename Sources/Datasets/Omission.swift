import Files

/// Something that lies in a data set, or is listed there, and is no part of its images.
public struct Omission: Sendable, Equatable {
  /// What it is: a file or folder, or a line of a table.
  public let place: String
  /// Why it was left out.
  public let cause: String
  /// Whether the data set is at fault: under `--strict` that is an error.
  public let isFault: Bool

  /// Something that was left out of a data set.
  public init(place: String, cause: String, isFault: Bool) {
    self.place = place
    self.cause = cause
    self.isFault = isFault
  }

  /// One line for people, with control characters escaped.
  public var description: String { "left out \(place.printable): \(cause.printable)" }
}

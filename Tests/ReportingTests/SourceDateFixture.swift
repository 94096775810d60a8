import Drawing

/// A moment that does not change.
enum SourceDateFixture {
  static let date = SourceDate(seconds: 1_415_784_600)
}

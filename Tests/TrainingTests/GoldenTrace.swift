/// The losses of ten steps, as they were when the engine's version was last raised.
enum GoldenTrace {
  static let engineVersion = 1
  static let losses: [Double] = []
}

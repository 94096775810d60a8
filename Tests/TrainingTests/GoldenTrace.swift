/// The losses of ten steps, as they were when the engine's version was last raised.
enum GoldenTrace {
  static let engineVersion = 3
  static let losses: [Double] = [
    1.3780946466644761, 1.4030331631853663, 1.3887768335017476, 1.4138422611938828, 1.4414980068208145,
    1.3886006333693253, 1.3874388469127017, 1.3782018621643952, 1.43660437386689, 1.3599393384214857,
  ]
}

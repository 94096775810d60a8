import Reporting
import Testing

@Test func intervalsThatOverlapAreNoise() {
  func expect(
    _ a: Measurement?, _ b: Measurement?, _ agreement: Agreement,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(Agreement(Pair(a, b)) == agreement, sourceLocation: sourceLocation)
    #expect(Agreement(Pair(b, a)) == agreement, sourceLocation: sourceLocation)
  }
  let one = Measurement(1, interval: (0, 2))
  expect(one, one, .same)
  expect(one, Measurement(3, interval: (2, 4)), .withinNoise)
  expect(one, Measurement(3, interval: (2.1, 4)), .changed)
  // The interval of a number without one is the number itself.
  expect(one, Measurement(1.5), .withinNoise)
  expect(Measurement(1), Measurement(1), .same)
  expect(Measurement(1), Measurement(2), .changed)
  expect(Measurement(1, unit: "%"), Measurement(1, unit: "points"), .changed)
  expect(Measurement(.nan), Measurement(.nan), .same)
  expect(Measurement(.nan), one, .changed)
  expect(one, nil, .changed)
}

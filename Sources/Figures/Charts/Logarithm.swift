import Foundation

/// The one transcendental function that charts need.
enum Logarithm {
  /// The natural logarithm.
  static func natural(_ value: Double) -> Double { log(value) }
}

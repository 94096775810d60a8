import Foundation
import Kernels

/// Something that is measured under a name.
public struct Benchmark: Sendable {
  /// The name: what is measured, at which size, in which precision.
  public let name: String
  /// The unit of the numbers.
  public let unit: String
  /// The numbers that the kernels multiply.
  public let precision: Precision
  /// Whether a process must run nothing else for the number to stand.
  public let needsOwnProcess: Bool
  /// Measures it so many times.
  let samples: @Sendable (_ repeats: Int) throws -> [Double]

  /// Measures the benchmark's row of the table.
  ///
  /// - Throws: what its work throws: `OneDNNError`, `FileError`, `DatasetError`.
  public func run(repeats: Int) throws -> BenchmarkRow {
    BenchmarkRow(name: name, unit: unit, samples: try samples(repeats))
  }

  /// Whether this CPU can do it.
  public var isSupported: Bool { Precision.isSupported(precision) }
}

/// Work that is timed: `count` things done by each call of `body`.
struct Workload {
  let count: Int
  let body: () throws -> Void
}

extension Benchmark {
  /// How a time becomes a number.
  enum Measure {
    /// Things a second.
    case rate(String)
    /// Seconds a thing.
    case seconds(String)

    var unit: String {
      switch self {
      case .rate(let thing): "\(thing)/s"
      case .seconds(let thing): "s/\(thing)"
      }
    }

    func value(_ count: Int, _ seconds: Double) -> Double {
      switch self {
      case .rate: Double(count) / seconds
      case .seconds: seconds / Double(count)
      }
    }
  }

  /// A repeat lasts this many seconds at least: short work is done several times in one.
  private static let shortestRepeat = 0.25

  /// Timed work. What `prepare` does is not timed, nor is the first call of the work, which warms up memory, caches and
  /// kernels and tells how often the work is done in a repeat.
  static func timed(
    _ name: String, _ measure: Measure, _ precision: Precision = .float32,
    prepare: @escaping @Sendable () throws -> Workload
  ) -> Benchmark {
    Benchmark(name: name, unit: measure.unit, precision: precision, needsOwnProcess: false) { repeats in
      let workload = try prepare()
      let warmUp = try seconds(workload.body)
      let calls = max(1, Int((shortestRepeat / warmUp).rounded(.up)))
      return try (0..<repeats).map { _ in
        let elapsed = try seconds { for _ in 0..<calls { try workload.body() } }
        return measure.value(workload.count * calls, elapsed)
      }
    }
  }

  private static func seconds(_ body: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    let elapsed = try clock.measure(body)
    return max(elapsed / .seconds(1), 1e-9)
  }
}

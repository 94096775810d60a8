/// Where an axis has its ticks and what stands at them.
public struct Ticks: Sendable, Hashable {
  /// The values at which ticks stand, ascending.
  public let values: [Double]
  /// What stands at each.
  public let labels: [String]

  /// Round values (1, 2, 2.5 or 5 times a power of ten) that divide a range, about `count` of them.
  public static func linear(from low: Double, to high: Double, about count: Int = 5) -> Ticks {
    precondition(low.isFinite && high.isFinite && low < high, "ticks from \(low) to \(high)")
    let raw = (high - low) / Double(max(1, count))
    let power = NumberText.power(of: raw)
    let unit = NumberText.tenToThe(power)
    let step = [1, 2, 2.5, 5, 10].map { $0 * unit }.first { $0 >= raw * 0.999_999 } ?? 10 * unit
    let first = (low / step - 1e-9).rounded(.up)
    let last = (high / step + 1e-9).rounded(.down)
    var values: [Double] = []
    var index = first
    while index <= last, values.count < 100 {
      values.append(index == 0 ? 0 : index * step)
      index += 1
    }
    let isHalfStep = abs(step / unit - 2.5) < 1e-9
    let decimals = min(12, max(0, -NumberText.power(of: step) + (isHalfStep ? 1 : 0)))
    let largest = max(abs(low), abs(high))
    let labels = values.map { value in
      if largest >= 1e7 || largest < 1e-4 { return NumberText.significant(value, 3) }
      return NumberText.fixed(value, decimals)
    }
    return Ticks(values: values, labels: labels)
  }

  /// Powers of ten, with 2 and 5 times them where the range is short.
  public static func logarithmic(from low: Double, to high: Double) -> Ticks {
    precondition(low > 0 && low < high && high.isFinite, "logarithmic ticks from \(low) to \(high)")
    let first = NumberText.power(of: low)
    let last = NumberText.power(of: high) + 1
    let decades = last - first
    let multiples: [Double] = decades <= 2 ? [1, 2, 5] : [1]
    let stride = max(1, decades / 7)
    var values: [Double] = []
    for exponent in first...last where (exponent - first) % stride == 0 {
      for multiple in multiples {
        let value = multiple * NumberText.tenToThe(exponent)
        if value >= low * 0.999_999, value <= high * 1.000_001 { values.append(value) }
      }
    }
    return Ticks(
      values: values,
      labels: values.map { value in
        let power = NumberText.power(of: value)
        if (-3...4).contains(power) { return NumberText.significant(value, 3) }
        let multiple = (value / NumberText.tenToThe(power)).rounded()
        return (multiple == 1 ? "" : "\(Int(multiple)) × ") + "10" + NumberText.superscript(power)
      })
  }
}

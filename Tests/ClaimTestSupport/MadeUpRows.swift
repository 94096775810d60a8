/// Losses of networks on a hundred images, such as a comparison of trained networks takes: a row a network.
///
/// - Parameters:
///   - mistakes: how many of the images each network errs on: the first so many.
///   - images: how many images there are.
public func losses(_ mistakes: [Int], of images: Int = 100) -> [[Double]] {
  mistakes.map { count in (0..<images).map { $0 < count ? 1 : 0 } }
}

/// Values close to a mean: it and two neighbors at a hundredth of its distance from zero, over and over.
///
/// - Parameter count: how many.
public func values(near mean: Double, count: Int = 30) -> [Double] {
  let step = max(abs(mean) / 100, 1e-6)
  return (0..<count).map { mean + step * Double($0 % 3 - 1) }
}

/// Values that scatter so widely around a mean that an interval of theirs holds much on both sides: by one, up and down.
public func values(around mean: Double, count: Int = 30) -> [Double] {
  (0..<count).map { mean + ($0 % 2 == 0 ? 1 : -1) }
}

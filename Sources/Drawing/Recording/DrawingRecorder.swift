import Images

/// Where a recording canvas keeps its operations.
final class DrawingRecorder {
  private(set) var operations: [DrawingOperation] = []
  private(set) var images: [Image] = []

  func append(_ operation: DrawingOperation) { operations.append(operation) }

  /// The index of an image, which is kept once however often it is drawn.
  func index(of image: Image) -> Int {
    if let found = images.firstIndex(of: image) { return found }
    images.append(image)
    return images.count - 1
  }
}

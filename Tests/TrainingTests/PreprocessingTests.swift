import Networks
import Testing
import Training

@Suite struct PreprocessingTests {
  @Test func aCropIsCutFlippedAndCentered() {
    // An image of 3×3 whose red is 10·row + column, green 100, blue 0; a mean of 1 everywhere.
    var bytes: [UInt8] = []
    for row in 0..<3 { for column in 0..<3 { bytes += [UInt8(10 * row + column), 100, 0] } }
    let preprocessing = Preprocessing(
      storedSide: 3, inputSide: 2, pixelScale: 0.5, mean: [Float](repeating: 1, count: 27))
    var target = [Float](repeating: 0, count: 12)
    func write(_ crop: Crop) {
      bytes.withUnsafeBytes { source in
        target.withUnsafeMutableBufferPointer { preprocessing.write(source, crop, to: $0) }
      }
    }
    write(Crop(x: 1, y: 0))
    #expect(target == [0, 0.5, 5, 5.5, 49.5, 49.5, 49.5, 49.5, -0.5, -0.5, -0.5, -0.5])
    write(Crop(x: 1, y: 0, isFlipped: true))
    #expect(Array(target[0..<4]) == [0.5, 0, 5.5, 5])
  }

  /// Rows longer than a vector, of a length that no vector divides, against the definition pixel by pixel.
  @Test(arguments: [false, true]) func longRowsAreWrittenPixelByPixel(_ isFlipped: Bool) {
    let (stored, side) = (79, 73)
    let bytes = (0..<(stored * stored * 3)).map { UInt8(truncatingIfNeeded: $0 &* 73 &+ $0 / 251) }
    let mean = (0..<bytes.count).map { Float($0 % 97) + 0.25 }
    let preprocessing = Preprocessing(storedSide: stored, inputSide: side, pixelScale: 1.0 / 64, mean: mean)
    var target = [Float](repeating: 0, count: 3 * side * side)
    bytes.withUnsafeBytes { source in
      target.withUnsafeMutableBufferPointer {
        preprocessing.write(source, Crop(x: 4, y: 2, isFlipped: isFlipped), to: $0)
      }
    }
    var differences = 0
    for plane in 0..<3 {
      for row in 0..<side {
        for column in 0..<side {
          let at = ((row + 2) * stored + column + 4) * 3 + plane
          let place = (plane * side + row) * side + (isFlipped ? side - 1 - column : column)
          if target[place] != (Float(bytes[at]) - mean[at]) * Float(1.0 / 64) { differences += 1 }
        }
      }
    }
    #expect(differences == 0)
  }

  @Test func aPartOfTheCenterIsTheSameWhereverItGoes() {
    let bytes = (0..<75).map { UInt8($0 * 3) }
    let mean = (0..<75).map { Float($0 % 7) }
    let preprocessing = Preprocessing(storedSide: 5, inputSide: 3, pixelScale: 0.25, mean: mean)
    var whole = [Float](repeating: 0, count: 27)
    var part = [Float](repeating: -1, count: 24)
    bytes.withUnsafeBytes { source in
      whole.withUnsafeMutableBufferPointer { preprocessing.write(source, .center(margin: 2), to: $0) }
      part.withUnsafeMutableBufferPointer {
        preprocessing.writeCenter(
          source, x: 1..<3, y: 0..<2, to: PixelTarget(base: $0.baseAddress!, rowStride: 4, planeStride: 8))
      }
    }
    for plane in 0..<3 {
      for (row, column) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
        #expect(part[plane * 8 + row * 4 + column] == whole[plane * 9 + row * 3 + column + 1])
      }
      #expect(part[plane * 8 + 2] == -1)
    }
  }

  @Test func theTenCropsAreCornersAndCenterWithTheirFlips() {
    let crops = Crop.ten(margin: 4)
    #expect(Set(crops).count == 10)
    #expect(crops.filter(\.isFlipped).count == 5)
    #expect(crops.contains(Crop(x: 2, y: 2)) && crops.contains(Crop(x: 4, y: 0, isFlipped: true)))
  }

  @Test(arguments: Augmentation.allCases) func cropsAreFunctionsOfTheirPlace(_ augmentation: Augmentation) {
    let first = (0..<50).map { augmentation.crop(seed: 1, epoch: 0, image: $0, margin: 8) }
    #expect(first == (0..<50).map { augmentation.crop(seed: 1, epoch: 0, image: $0, margin: 8) })
    #expect(first != (0..<50).map { augmentation.crop(seed: 1, epoch: 1, image: $0, margin: 8) })
    #expect(first.allSatisfy { (0...8).contains($0.x) && (0...8).contains($0.y) })
    #expect(first.contains(where: \.isFlipped) && !first.allSatisfy(\.isFlipped))
  }
}

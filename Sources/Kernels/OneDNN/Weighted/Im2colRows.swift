import COneDNN
import CVectorLoops
import Foundation
import Tensors

/// The windows of a convolution's input as the rows of a matrix, a part of the output's places at a time.
///
/// The matrix lies as the matrix unit reads it: blocks of 32 rows by 64 columns, in which two rows that follow one
/// another are interleaved, so that a pair of bf16 numbers is one 32-bit word. The last column is one.
struct Im2colRows {
  /// The matrix of one part, `[places, columns]`.
  let buffer: DataBuffer
  /// Places of the output in one part.
  let places: Int
  /// Kernel rows, kernel columns and inputs, in this order, and the column of ones.
  let columns: Int
  /// How many parts make up the batch.
  let parts: Int

  private let windows: Windows
  private let words: Words
  /// What `windows` points to.
  private let owners: [DataBuffer]

  /// What one part's matrix may take: a few megabytes stay in the cache between writing and reading.
  private static let partBytes = 3_500_000

  init(_ geometry: ConvolutionGeometry, of source: DataBuffer, outputSide: Int) throws(OneDNNError) {
    let kernel = geometry.window.kernel
    let length = kernel * kernel * geometry.inputs
    columns = length + 1
    let all = source.dimensions[0] * outputSide * outputSide
    let most = max(1, Self.partBytes / 2 / columns)
    places = (1...min(most, all)).last { all.isMultiple(of: $0) } ?? 1
    parts = all / places
    buffer = try DataBuffer(DataLayout(interleavedRows: [places, columns]))
    let zeros = try DataBuffer(DataLayout(plain: [kernel * geometry.inputs], .bfloat16))
    owners = [source, zeros]
    windows = Windows(
      geometry: geometry, side: source.dimensions[2], outputSide: outputSide,
      images: source.bfloats.baseAddress!, zeros: zeros.bfloats.baseAddress!)
    words = Words(buffer, places: places)
    for pair in 0..<(places / 2) { words[pair, length].pointee = 0x3F80_3F80 }
    if !places.isMultiple(of: 2) { words[places / 2, length].pointee = 0x3F80 }
  }

  /// Writes the windows of one part, zeros where a window overhangs.
  func fill(part: Int) {
    let first = part * places
    for pair in 0..<(places + 1) / 2 {
      let isSingle = 2 * pair + 1 == places
      windows.write(first + 2 * pair, isSingle ? nil : first + 2 * pair + 1, to: words, pair: pair)
    }
  }
}

/// Where the interleaved pairs of rows lie.
private struct Words {
  private static let blockRows = 32
  static let blockColumns = 64
  private let base: UnsafeMutablePointer<UInt32>
  private let blockColumnStride: Int

  init(_ buffer: DataBuffer, places: Int) {
    base = UnsafeMutableRawPointer(buffer.bfloats.baseAddress!).assumingMemoryBound(to: UInt32.self)
    blockColumnStride =
      (places + Self.blockRows - 1) / Self.blockRows * (Self.blockRows / 2 * Self.blockColumns)
  }

  @inline(__always) subscript(pair: Int, column: Int) -> UnsafeMutablePointer<UInt32> {
    base
      + (column / Self.blockColumns * blockColumnStride + pair * Self.blockColumns + column
        % Self.blockColumns)
  }
}

/// The windows of a batch of channels-last images, by the place of the output that sees them.
private struct Windows {
  let geometry: ConvolutionGeometry
  let side: Int
  let outputSide: Int
  let images: UnsafeMutablePointer<UInt16>
  /// A kernel row of zeros: what a window sees beyond the image.
  let zeros: UnsafeMutablePointer<UInt16>

  /// Writes two windows, interleaved. A window that is not there is zeros.
  @inline(__always)
  func write(_ first: Int, _ second: Int?, to words: Words, pair: Int) {
    let (inputs, kernel) = (geometry.inputs, geometry.window.kernel)
    let left = corner(first)
    let right = second.map(corner)
    let areInside = isInside(left) && right.map(isInside) ?? false
    for row in 0..<kernel {
      if areInside {
        interleave(
          position(left, row, 0), position(right!, row, 0), kernel * inputs, words, pair,
          row * kernel * inputs)
      } else {
        for column in 0..<kernel {
          interleave(
            position(left, row, column), right.map { position($0, row, column) } ?? zeros, inputs, words,
            pair,
            (row * kernel + column) * inputs)
        }
      }
    }
  }

  private typealias Corner = (image: Int, top: Int, left: Int)

  @inline(__always) private func corner(_ place: Int) -> Corner {
    let window = geometry.window
    return (
      place / (outputSide * outputSide), place / outputSide % outputSide * window.stride - window.pad,
      place % outputSide * window.stride - window.pad
    )
  }

  @inline(__always) private func isInside(_ corner: Corner) -> Bool {
    let kernel = geometry.window.kernel
    return corner.top >= 0 && corner.left >= 0 && corner.top + kernel <= side && corner.left + kernel <= side
  }

  /// The inputs at one position of a window and, inside the image, those right of it.
  @inline(__always)
  private func position(_ corner: Corner, _ row: Int, _ column: Int) -> UnsafeMutablePointer<UInt16> {
    let (y, x) = (corner.top + row, corner.left + column)
    guard y >= 0 && y < side && x >= 0 && x < side else { return zeros }
    return images + ((corner.image * side + y) * side + x) * geometry.inputs
  }

  @inline(__always)
  private func interleave(
    _ a: UnsafeMutablePointer<UInt16>, _ b: UnsafeMutablePointer<UInt16>, _ count: Int, _ words: Words,
    _ pair: Int, _ column: Int
  ) {
    var done = 0
    while done < count {
      let target = words[pair, column + done]
      let end = min(count, done + Words.blockColumns - (column + done) % Words.blockColumns)
      bf16_interleave(a + done, b + done, end - done, target)
      done = end
    }
  }
}

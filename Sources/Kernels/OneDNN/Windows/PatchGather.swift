import Foundation

/// Where a patch lies in a map, and what part of it is taken from an overlay. Rows and columns are the map's.
package struct PatchPlace: Sendable {
  /// The patch's first row and column; they may lie outside the map.
  package var row, column: Int
  /// The item of the overlay's batch.
  package var overlayItem: Int
  /// Where the overlay's own first row and column lie in the map.
  package var overlayRow, overlayColumn: Int
  /// The rows that come from the overlay, where they are also in `overlayColumns`.
  package var overlayRows: Range<Int>
  /// The columns that come from the overlay.
  package var overlayColumns: Range<Int>

  /// A patch of the map with an overlay over a part of it.
  package init(
    row: Int, column: Int, overlayItem: Int, overlayRow: Int, overlayColumn: Int, overlayRows: Range<Int>,
    overlayColumns: Range<Int>
  ) {
    self.row = row
    self.column = column
    self.overlayItem = overlayItem
    self.overlayRow = overlayRow
    self.overlayColumn = overlayColumn
    self.overlayRows = overlayRows
    self.overlayColumns = overlayColumns
  }
}

/// Fills a batch of patches, each from a place of its own: from one image's maps, with another array laid over a part
/// of each, and with a constant where the patch reaches beyond the map.
package final class PatchGather {
  /// What stands outside the map.
  package enum Outside: Sendable {
    /// Zeros, as in a convolution's padding.
    case zero
    /// Minus infinity, which no maximum takes.
    case lowest
  }

  /// What `patching` points to.
  private let buffers: [DataBuffer]
  private let overlayReorder: Reorder?
  private let patching: Patching
  private let batch: Int

  /// Patches `[batch, maps, height, width]` of a base `[1, maps, …]` under an overlay `[items, maps, …]`.
  ///
  /// The base must hold its pixels as the patches do; the overlay is brought to that where it does not.
  package init(
    base: DataBuffer, overlay: DataBuffer, patches: DataBuffer, outside: Outside
  ) throws(OneDNNError) {
    let pixels: DataBuffer
    if MapLayout(overlay.layout).hasPixels(like: MapLayout(patches.layout)) {
      pixels = overlay
      overlayReorder = nil
    } else {
      pixels = try DataBuffer(patches.layout.resized(to: overlay.dimensions))
      overlayReorder = try Reorder(overlay, pixels)
    }
    buffers = [base, pixels, patches]
    batch = patches.dimensions[0]
    patching = Patching(
      base: base.bytes, overlay: pixels.bytes, patches: patches.bytes, baseLayout: MapLayout(base.layout),
      overlayLayout: MapLayout(pixels.layout), patchLayout: MapLayout(patches.layout), outside: outside)
    precondition(
      patching.baseLayout.hasPixels(like: patching.patchLayout),
      "a base of \(patching.baseLayout) for patches of \(patching.patchLayout)")
  }

  /// Fills the first `places.count` patches of the batch.
  package func run(_ places: [PatchPlace]) throws(OneDNNError) {
    precondition(places.count <= batch, "\(places.count) patches for a batch of \(batch)")
    try overlayReorder?.run()
    for (item, place) in places.enumerated() {
      for plane in 0..<patching.patchLayout.planes { patching.fill(item, plane: plane, place) }
    }
  }
}

/// The copying, plane by plane.
private struct Patching {
  let base: UnsafeMutableRawPointer
  let overlay: UnsafeMutableRawPointer
  let patches: UnsafeMutableRawPointer
  let baseLayout: MapLayout
  let overlayLayout: MapLayout
  let patchLayout: MapLayout
  let outside: PatchGather.Outside

  func fill(_ item: Int, plane: Int, _ place: PatchPlace) {
    let pixel = patchLayout.pixelSize
    let from = base + plane * baseLayout.planeStride
    let over =
      overlay + place.overlayItem * overlayLayout.itemStride + plane * overlayLayout.planeStride
    let to = patches + item * patchLayout.itemStride + plane * patchLayout.planeStride
    // The patch's columns that lie in the map, and those of them that the overlay covers.
    let columns = place.column..<(place.column + patchLayout.width)
    let inside = columns.clamped(to: 0..<baseLayout.width)
    let covered = inside.clamped(to: place.overlayColumns)
    for y in 0..<patchLayout.height {
      let row = place.row + y
      let target = to + y * patchLayout.rowStride - place.column * pixel
      guard 0..<baseLayout.height ~= row else {
        put(outside, in: target, columns, pixel)
        continue
      }
      put(outside, in: target, columns.lowerBound..<inside.lowerBound, pixel)
      let source = from + row * baseLayout.rowStride
      if place.overlayRows ~= row && !covered.isEmpty {
        copy(source, to: target, inside.lowerBound..<covered.lowerBound, pixel)
        let layer =
          over + (row - place.overlayRow) * overlayLayout.rowStride - place.overlayColumn * pixel
        copy(layer, to: target, covered, pixel)
        copy(source, to: target, covered.upperBound..<inside.upperBound, pixel)
      } else {
        copy(source, to: target, inside, pixel)
      }
      put(outside, in: target, inside.upperBound..<columns.upperBound, pixel)
    }
  }

  private func copy(
    _ source: UnsafeMutableRawPointer, to target: UnsafeMutableRawPointer, _ columns: Range<Int>, _ pixel: Int
  ) {
    if columns.isEmpty { return }
    memcpy(target + columns.lowerBound * pixel, source + columns.lowerBound * pixel, columns.count * pixel)
  }

  private func put(
    _ outside: PatchGather.Outside, in target: UnsafeMutableRawPointer, _ columns: Range<Int>, _ pixel: Int
  ) {
    if columns.isEmpty { return }
    let start = target + columns.lowerBound * pixel
    let size = columns.count * pixel
    switch (outside, patchLayout.pixelSize / patchLayout.mapsPerPixel) {
    case (.zero, _):
      memset(start, 0, size)
    case (.lowest, 2):
      start.assumingMemoryBound(to: UInt16.self).update(repeating: 0xFF80, count: size / 2)
    case (.lowest, _):
      start.assumingMemoryBound(to: Float.self).update(repeating: -.infinity, count: size / 4)
    }
  }
}

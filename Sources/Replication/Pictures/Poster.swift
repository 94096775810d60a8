import Datasets
import Figures
import SceneWorld
import Tensors

/// Posters of the pictures of a source: one row a class, or, for scenes that have names, one row a scene.
public enum Poster {
  /// The first pictures of each class as rows; classes without pictures are left out.
  ///
  /// - Parameter classes: At most so many classes, from the first.
  /// - Throws: `DatasetError` where a picture does not decode.
  public static func rows(
    of source: any PictureSource, split: Split, perClass: Int, side: Int, classes: Int = .max
  ) throws -> [PictureRows.Row] {
    if let scenes = source as? SceneSource, scenes.role == .figures {
      return try NamedScene.allCases.map { scene in
        PictureRows.Row(scene.title, [try scene.picture(side: side).image])
      }
    }
    let indices = source.firstIndices(ofEachClass: perClass, split).prefix(classes)
    let pictures = try source.squares(split, indices.flatMap { $0 }, side: side)
    var taken = 0
    return zip(source.classNames, indices).compactMap { name, indices in
      defer { taken += indices.count }
      return indices.isEmpty
        ? nil : PictureRows.Row(name, pictures[taken..<(taken + indices.count)].map(\.image))
    }
  }
}

extension Poster {
  /// Pictures under numbers from 1 in a shuffled order, and what each of them is.
  ///
  /// - Throws: `DatasetError` where a picture does not decode.
  public static func unlabelled(
    of source: any PictureSource, split: Split, perClass: Int, side: Int, seed: UInt64
  ) throws -> (grid: ImageGrid, answers: [String]) {
    let indices = source.firstIndices(ofEachClass: perClass, split).flatMap { $0 }
    var random = RandomStream(seed: seed, domain: "unlabelled sheet")
    let order = random.permutation(indices.count).map { indices[$0] }
    let pictures = try source.squares(split, order, side: side)
    let cells = pictures.enumerated().map { ImageGrid.Cell($1.image, label: "\($0 + 1)") }
    let columns = 12
    let gap = 4.0
    let grid = ImageGrid(
      cells, columns: columns, gap: gap, width: Double(columns) * (Double(side) + gap) - gap,
      largestCell: Double(side))
    return (grid, pictures.map { source.classNames[$0.label] })
  }
}

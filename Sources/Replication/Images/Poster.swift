import Datasets
import Figures
import SceneWorld
import Tensors

/// Posters of the images of a source: one row a class, or, for scenes that have names, one row a scene.
public enum Poster {
  /// The first images of each class as rows; classes without images are left out.
  ///
  /// - Parameter classes: At most so many classes, from the first.
  /// - Throws: `DatasetError` where an image does not decode.
  public static func rows(
    of source: any ImageSource, split: Split, perClass: Int, side: Int, classes: Int = .max
  ) throws -> [ImageRows.Row] {
    if let scenes = source as? SceneSource, scenes.role == .figures {
      return try NamedScene.allCases.map { scene in
        ImageRows.Row(scene.title, [try scene.example(side: side).image])
      }
    }
    let indices = source.firstIndices(ofEachClass: perClass, split).prefix(classes)
    let examples = try source.examples(split, indices.flatMap { $0 }, side: side)
    var taken = 0
    return zip(source.classNames, indices).compactMap { name, indices in
      defer { taken += indices.count }
      return indices.isEmpty
        ? nil : ImageRows.Row(name, examples[taken..<(taken + indices.count)].map(\.image))
    }
  }
}

extension Poster {
  /// Images under numbers from 1 in a shuffled order, and what each of them is.
  ///
  /// - Throws: `DatasetError` where an image does not decode.
  public static func unlabeled(
    of source: any ImageSource, split: Split, perClass: Int, side: Int, seed: UInt64
  ) throws -> (grid: ImageGrid, answers: [String]) {
    let indices = source.firstIndices(ofEachClass: perClass, split).flatMap { $0 }
    var random = RandomStream(seed: seed, domain: "unlabelled sheet")
    let order = random.permutation(indices.count).map { indices[$0] }
    let examples = try source.examples(split, order, side: side)
    let cells = examples.enumerated().map { ImageGrid.Cell($1.image, label: "\($0 + 1)") }
    let columns = 12
    let gap = 4.0
    let grid = ImageGrid(
      cells, columns: columns, gap: gap, width: Double(columns) * (Double(side) + gap) - gap,
      largestCell: Double(side))
    return (grid, examples.map { source.classNames[$0.label] })
  }
}

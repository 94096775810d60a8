import Datasets
import Figures
import SceneWorld
import Tensors

/// Posters of the images of a source: one row a class, or, for scenes that have names, one row a scene.
public enum Poster {
  /// The first images of each class as rows; classes without images are left out.
  ///
  /// - Parameters:
  ///   - classes: At most so many classes, from the first.
  ///   - broken: called with the error of each image that was passed over because it does not decode.
  /// - Throws: what is no fault of one image.
  public static func rows(
    of source: any ImageSource, split: Split, perClass: Int, side: Int, classes: Int = .max,
    broken: (DatasetError) -> Void = { _ in }
  ) throws -> [ImageRows.Row] {
    if let scenes = source as? SceneSource, scenes.role == .figures {
      return try NamedScene.allCases.map { scene in
        ImageRows.Row(scene.title, [try scene.example(side: side).image])
      }
    }
    let examples = try source.firstExamples(
      ofEachClass: perClass, split, side: side, classes: classes, broken: broken)
    return zip(source.classNames, examples).compactMap { name, examples in
      examples.isEmpty ? nil : ImageRows.Row(name, examples.map(\.image))
    }
  }
}

extension Poster {
  /// Images under numbers from 1 in a shuffled order, and what each of them is.
  ///
  /// - Parameter broken: called with the error of each image that was passed over because it does not decode.
  /// - Throws: what is no fault of one image.
  public static func unlabeled(
    of source: any ImageSource, split: Split, perClass: Int, side: Int, seed: UInt64,
    broken: (DatasetError) -> Void = { _ in }
  ) throws -> (grid: ImageGrid, answers: [String]) {
    let found = try source.firstExamples(ofEachClass: perClass, split, side: side, broken: broken)
      .flatMap { $0 }
    var random = RandomStream(seed: seed, domain: "unlabelled sheet")
    let examples = random.permutation(found.count).map { found[$0] }
    let cells = examples.enumerated().map { ImageGrid.Cell($1.image, as: .photograph, label: "\($0 + 1)") }
    let columns = 12
    let gap = 4.0
    let grid = ImageGrid(
      cells, columns: columns, gap: gap, width: Double(columns) * (Double(side) + gap) - gap,
      largestCell: Double(side))
    return (grid, examples.map { source.classNames[$0.label] })
  }
}

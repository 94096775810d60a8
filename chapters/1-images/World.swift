import Datasets
import Figures
import Images
import Replication
import Reporting
import SceneWorld

/// The drawn world of a run: its classes, roles, nuisances and difficulty, each with a figure.
struct World {
  let source: SceneSource
  private let seed: UInt64
  private let difficulty: Double
  private let counts: (train: Int, validation: Int)
  /// A smoke run shows a few of everything: what is drawn in a second or two.
  private let isBrief: Bool

  init(_ session: Session) {
    let data = session.configuration.data
    seed = session.options.seed
    difficulty = data.difficulty
    counts = (data.trainingImages, data.validationImages)
    isBrief = session.pageSetting.isTrial
    source = SceneSource(
      role: .source, seed: seed, trainCount: counts.train, validationCount: counts.validation,
      difficulty: difficulty)
  }

  /// How many classes of each role are shown at most.
  private var shownClasses: Int { isBrief ? 4 : .max }

  /// The side at which images are drawn for this page.
  static let side = 112

  private func scenes(_ role: DatasetRole, difficulty: Double? = nil) -> SceneSource {
    SceneSource(
      role: role, seed: seed, trainCount: counts.train, validationCount: counts.validation,
      difficulty: difficulty ?? self.difficulty)
  }

  /// What the figure of so many classes is called: a smoke run shows a few of them.
  private func title(of shown: Int) -> String {
    let all = source.classNames.count
    return shown < all ? "\(shown) of the \(all) classes" : "The \(all) classes"
  }

  /// One image of each class, and in the appendix the table of roles and the annotations of each class.
  func tellClasses(on page: inout PageBuilder) throws {
    let indices = source.firstIndices(ofEachClass: 1, .train).prefix(shownClasses)
    let examples = try source.examples(.train, indices.flatMap { $0 }, side: Self.side)
    let rows = zip(source.classNames, indices).map { name, indices in
      (name: name, own: examples.filter { source.classNames[$0.label] == name })
    }
    page.figure(
      id: "classes", title: title(of: rows.count),
      caption: """
        The first training image of each class. A network must name the object whatever stands around it and however it is turned and \
        lit; [](#fig-class-annotations) has the annotations.
        """,
      alt: "Small images of \(rows.map(\.name).joined(separator: ", ")).",
      ImageGrid(
        rows.compactMap { row in
          row.own.first.map { ImageGrid.Cell($0.image, as: .photograph, label: row.name) }
        },
        columns: 13, gap: 3))
    page.appendix { page in
      listRoles(on: &page)
      page.figure(
        id: "class-annotations", title: "The annotations of each class",
        caption: """
          An image of each class and beside it what is known of it: the object's pixels in color, the rest faded, visible parts as discs, \
          hidden parts as rings.
          """,
        alt: "Rows of small images with masks and parts.",
        ImageRows(
          rows.map { row in
            ImageRows.Row(
              row.name,
              row.own.flatMap { [AnnotatedImage($0.image, width: 100), $0.truthFigure(width: 100)] })
          }, width: FigureMeasure.textWidth, columns: 5))
    }
  }

  private func listRoles(on page: inout PageBuilder) {
    page.table(
      id: "roles", title: "The roles of the drawn world",
      caption: "What each role stands in for, and its classes.",
      columns: [.init("Role"), .init("What for"), .init("Classes", alignment: .right)],
      rows: DatasetRole.allCases.map { role in
        [role.rawValue, role.purpose, role == .figures ? "–" : "\(scenes(role).classNames.count)"]
      })
  }

  /// The roles: several objects and faces here, the other roles in the appendix.
  func tellRoles(on page: inout PageBuilder) throws {
    page.heading("The roles")
    page.prose(
      """
      The paper needs several data sets: for training, for transfer, with several objects, of faces whose parts correspond, and the images of single figures. Each is a *role* of the drawn world \
      ([](#tab-roles)). No two roles share an image, and the two transfer roles ([](#fig-role-transfers)) share no class with the source; the images of several objects show the source's own classes.
      """)
    try tellAnnotatedRoles(on: &page)
    try page.appendix { page in
      let transfers = try [DatasetRole.transfer, .secondTransfer].map { role in
        ImageRows(
          try Poster.rows(
            of: scenes(role), split: .train, perClass: 4, side: Self.side, classes: shownClasses),
          width: FigureMeasure.textWidth, columns: 4)
      }
      page.figure(
        id: "role-transfers", title: "The two transfer roles",
        caption: """
          Four images of each class: (a) \(DatasetRole.transfer.purpose), (b) \(DatasetRole.secondTransfer.purpose). None of these \
          classes is among those that the networks learn from.
          """,
        alt: "Rows of small images with the names of their classes.",
        FigureColumn(transfers, gap: 10, isLettered: true))
      page.figure(
        id: "role-figures", title: "The scenes of the paper's Figures 5 and 7",
        caption: "Arranged on purpose, and the same in every run, whatever its seed.",
        alt: "Nine images with their names.",
        ImageGrid(
          try NamedScene.allCases.map {
            ImageGrid.Cell(try $0.example(side: 192).image, as: .photograph, label: $0.title)
          }, columns: 9, gap: 4))
    }
  }

  /// Three images of several objects and three faces, with what is known of them.
  private func tellAnnotatedRoles(on page: inout PageBuilder) throws {
    let (several, faces) = (scenes(.multilabel), scenes(.faces))
    let gap = 6.0
    let width = (FigureMeasure.textWidth - 5 * gap) / 6
    let objects = try several.examples(.train, Array(0..<3), side: 192).map { example in
      var figure = example.masksFigure(width: width)
      figure.frames = example.boxesFigure(classNames: several.classNames, width: width).frames
      return FigureColumn([AnnotatedImage(example.image, width: width), figure], gap: 3)
    }
    let parts = try faces.examples(.train, Array(0..<3), side: 224).map { example in
      FigureColumn([AnnotatedImage(example.image, width: width), example.partsFigure(width: width)], gap: 3)
    }
    page.figure(
      id: "role-annotations", title: "Several objects, and faces, with their annotations",
      caption: """
        Left: objects on the ground of a fitting place, smaller where they are farther away, and below them their masks and boxes; objects \
        with too few visible pixels are marked *difficult*. Right: frontal faces and their landmarks; left and right are the animal's own. \
        Photographs come without most of this, and so cannot say what a network ought to have looked at.
        """,
      alt: "Three images of several objects and three dogs' faces, each above its annotations.",
      FigureRow(objects + parts, gap: gap))
  }

  /// What is varied from image to image, and how hard it is; the images of it are in the appendix.
  func tellVariation(on page: inout PageBuilder) throws {
    page.heading("What is varied")
    page.prose(
      """
      Everything but the class is drawn independently of the class, and so reveals nothing about it: the object's position and size, its rotation, light, colors and occlusion, the background and the camera ([](#fig-nuisances)). (Only in images of several objects do these stand where they belong.) One number, from 0 (posed) to 1 (hard), sets how strongly pose, clutter and camera vary; in this run it is \
      \(NumberText.significant(difficulty)) ([](#fig-difficulty)).
      """)
    try page.appendix { page in try drawDifficulty(on: &page) }
  }

  /// One scene, one nuisance at a time, in the appendix.
  func drawNuisances(on page: inout PageBuilder) throws {
    try page.appendix { page in try appendNuisances(to: &page) }
  }

  private func appendNuisances(to page: inout PageBuilder) throws {
    let calm = scenes(.source, difficulty: 0.25)
    let rows = try Nuisance.allCases.map { nuisance in
      ImageRows.Row(
        nuisance.rawValue,
        try calm.variations(of: nuisance, .train, 0, steps: isBrief ? 3 : 5, side: Self.side))
    }
    page.figure(
      id: "nuisances", title: "One scene, one nuisance at a time",
      caption: """
        Each row varies one nuisance from one end of its range to the other, or samples it anew, and keeps all else fixed.
        """,
      alt:
        "Rows of images of one scene: \(Nuisance.allCases.map(\.rawValue).joined(separator: ", ")).",
      ImageRows(rows, width: FigureMeasure.textWidth, columns: 2))
  }

  /// The same scenes, from posed to hard.
  private func drawDifficulty(on page: inout PageBuilder) throws {
    let levels = isBrief ? [0, 1] : [0, 0.25, 0.5, 0.75, 1]
    let indices = stride(from: 0, to: source.classNames.count, by: max(1, source.classNames.count / 4))
      .prefix(4)
    let columns = try levels.map { level in
      try scenes(.source, difficulty: level).examples(.train, Array(indices), side: Self.side).map(\.image)
    }
    page.figure(
      id: "difficulty", title: "The same scenes, from posed to hard",
      caption:
        "From the left: difficulty \(levels.map { NumberText.significant($0) }.joined(separator: ", ")).",
      alt: "Rows of one scene each, the images from posed to hard.",
      ImageRows(
        indices.enumerated().map { row, index in
          ImageRows.Row(source.classNames[source.label(.train, index)], columns.map { $0[row] })
        }, width: FigureMeasure.halfWidth))
  }
}

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

  /// One row a class: images, and the same with their masks and parts.
  func tellClasses(on page: inout PageBuilder) throws {
    page.heading("The classes")
    page.prose(
      """
      The object's pixels are known exactly in each image: a pixel belongs to the object where the object is visible, and not where something in front hides it. Its parts are known by name and position, and whether they are visible.
      """)
    let indices = source.firstIndices(ofEachClass: 2, .train).prefix(shownClasses)
    let examples = try source.examples(.train, indices.flatMap { $0 }, side: Self.side)
    let rows = zip(source.classNames, indices).map { name, indices in
      let own = examples.filter { source.classNames[$0.label] == name }
      return ImageRows.Row(
        name,
        own.flatMap { [AnnotatedImage($0.image, width: 100), $0.truthFigure(width: 100)] })
    }
    let perFigure = 20
    for start in stride(from: 0, to: rows.count, by: perFigure) {
      let part = Array(rows[start..<min(start + perFigure, rows.count)])
      page.figure(
        id: "classes-\(start / perFigure + 1)",
        title: "\(part.first!.name.capitalizedFirst) to \(part.last!.name)",
        caption: """
          Two images of each class, and beside each its annotations: the object's pixels in color, the rest faded, visible parts as discs, hidden parts as rings.
          """,
        alt: "Rows of small images of \(part.map(\.name).joined(separator: ", ")), with masks and parts.",
        ImageRows(part, width: FigureMeasure.textWidth, columns: 2))
    }
  }

  /// A table of all roles, and a poster of each but the source.
  func tellRoles(on page: inout PageBuilder) throws {
    page.heading("The roles")
    page.prose(
      """
      The paper needs several data sets: one for training, others for transfer, images with several objects, faces whose parts correspond, and the images of single figures. Each is a *role* of the drawn world \
      ([](#tab-roles)). No two roles share an image, and the two transfer roles share no class with the source; the images of several objects show the source's own classes.
      """)
    page.table(
      id: "roles", title: "The roles of the drawn world",
      caption: "What each role stands in for, and its classes.",
      columns: [.init("Role"), .init("What for"), .init("Classes", alignment: .right)],
      rows: DatasetRole.allCases.map { role in
        [role.rawValue, role.purpose, role == .figures ? "–" : "\(scenes(role).classNames.count)"]
      })
    for role in [DatasetRole.transfer, .secondTransfer] {
      page.figure(
        id: "role-\(role.rawValue)", title: "The role \(role.rawValue)",
        caption: "Four images of each class: \(role.purpose).",
        alt: "Rows of small images with the names of their classes, of the role \(role.rawValue).",
        ImageRows(
          try Poster.rows(
            of: scenes(role), split: .train, perClass: 4, side: Self.side, classes: shownClasses),
          width: FigureMeasure.textWidth, columns: 2))
    }
    try tellMultilabel(on: &page)
    try tellFaces(on: &page)
    page.figure(
      id: "role-figures", title: "The scenes of the paper's Figures 5 and 7",
      caption: "Arranged on purpose, and the same in every run, whatever its seed.",
      alt: "Nine images with their names.",
      ImageGrid(
        try NamedScene.allCases.map {
          ImageGrid.Cell(try $0.example(side: 192).image, as: .photograph, label: $0.title)
        },
        columns: 5,
        gap: 6))
  }

  private func tellMultilabel(on page: inout PageBuilder) throws {
    let scenes = scenes(.multilabel)
    let examples = try scenes.examples(.train, Array(0..<6), side: 192)
    let width = (FigureMeasure.textWidth - 2 * 8) / 3
    func row(_ images: ArraySlice<LabeledImage>) -> FigureRow {
      FigureRow(
        examples.map {
          var figure = $0.masksFigure(width: width)
          figure.frames = $0.boxesFigure(classNames: scenes.classNames, width: width).frames
          return FigureColumn([AnnotatedImage($0.image, width: width), figure], gap: 3)
        }, gap: 8)
    }
    page.figure(
      id: "role-multilabel", title: "Several objects in one image",
      caption: """
        Objects stand on the ground of a fitting place, smaller where they are farther away, and nearer objects hide farther ones. Below each image are its masks and boxes; objects with too few visible pixels are marked *difficult*.
        """,
      alt: "Six images of two to four objects, with masks and named boxes.",
      FigureColumn([row(examples[..<3]), row(examples[3...])], gap: 10))
  }

  private func tellFaces(on page: inout PageBuilder) throws {
    let scenes = scenes(.faces)
    let examples = try scenes.examples(.train, Array(0..<6), side: 224)
    let width = (FigureMeasure.textWidth - 2 * 8) / 3
    let figures: [any Figure] = examples.map { $0.partsFigure(width: width) }
    page.figure(
      id: "role-faces", title: "Faces with their landmarks",
      caption: "Dogs that look at the camera; left and right are the animal's own.",
      alt: "Six dogs' faces from the front with the names of their parts.",
      FigureColumn(
        [FigureRow(Array(figures[..<3]), gap: 8), FigureRow(Array(figures[3...]), gap: 8)], gap: 8))
  }

  /// One scene, one nuisance at a time.
  func tellNuisances(on page: inout PageBuilder) throws {
    page.heading("What is varied")
    page.prose(
      """
      Everything but the class is drawn independently of the class, and so reveals nothing about it: the object's position and size, its rotation, light, colors and occlusion, the background and the camera. (Images of several objects are the exception: there, objects stand where they belong.)
      """)
    let calm = scenes(.source, difficulty: 0.25)
    let rows = try Nuisance.allCases.map { nuisance in
      ImageRows.Row(
        nuisance.rawValue,
        try calm.variations(of: nuisance, .train, 0, steps: isBrief ? 3 : 7, side: Self.side))
    }
    page.figure(
      id: "nuisances", title: "One scene, one nuisance at a time",
      caption: """
        Each row varies one nuisance from one end of its range to the other, or samples it anew, and keeps all else fixed.
        """,
      alt:
        "Rows of images of one scene: \(Nuisance.allCases.map(\.rawValue).joined(separator: ", ")).",
      ImageRows(rows, width: FigureMeasure.textWidth * 0.86))
  }

  /// The same scenes, from posed to hard.
  func tellDifficulty(on page: inout PageBuilder) throws {
    page.heading("Difficulty")
    page.prose(
      """
      One number, from 0 (posed) to 1 (hard), sets how strongly pose, clutter and camera vary; in this run it is \
      \(NumberText.significant(difficulty)).
      """)
    let levels = isBrief ? [0, 1] : [0, 0.25, 0.5, 0.75, 1]
    let indices = stride(from: 0, to: source.classNames.count, by: max(1, source.classNames.count / 5))
      .prefix(5)
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
        }, width: FigureMeasure.textWidth))
  }
}

extension String {
  /// The text with its first letter in upper case.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

import Datasets
import Figures
import Replication
import Reporting
import SceneWorld

/// What the networks look at: the drawn world with its truth, or the photographs of this run.
package struct TheImages: Chapter {
  package static let heading = ChapterHeading(
    slug: "images", section: "1", title: "The images",
    reproduces: "what stands in for ImageNet")
  package static let quickSeconds = 6.0
  package static let networkUse = NetworkUse.none

  package init() {}

  package func write(to page: inout PageBuilder, _ session: Session) throws {
    if session.images.areDrawn {
      let world = World(session)
      introduceWorld(world, on: &page)
      try world.tellClasses(on: &page)
      try world.tellRoles(on: &page)
      try world.tellVariation(on: &page)
      try Likeness(session).write(to: &page)
      // The highest figure last, so that the others fill the page before it.
      try world.drawNuisances(on: &page)
    } else {
      try introducePhotographs(session, on: &page)
      try Likeness(session).write(to: &page)
    }
  }

  private func introduceWorld(_ world: World, on page: inout PageBuilder) {
    let counts = Split.allCases.map { NumberText.whole(world.source.count($0)) }
    page.prose(
      """
      The paper learns from ImageNet's photographs. A report that anybody can make again cannot include them, and photographs do not say which pixels are the dog or its eye. The images of this run are therefore *drawn*: small programs draw \
      \(world.source.classNames.count) classes of things in layers, with shading, surfaces and cast shadows, before \
      backgrounds and among clutter, and a model of a camera takes the image. Every image comes with exact annotations: each object's visible pixels, the positions of its parts, and the value of everything that was varied. An image depends only on the run's seed, its role, its split and its index. This run draws \(counts[0]) training and \(counts[1]) validation images of the classes in [](#fig-classes).
      """)
    page.note(
      """
      A network trained on these classes knows a drawn world only, and all findings of this report are about these images. With `--source` the same chapters run on photographs.
      """, kind: .scale)
  }

  private func introducePhotographs(_ session: Session, on page: inout PageBuilder) throws {
    let source = session.images.source
    let shown = 24
    let rows = try Poster.rows(of: source, split: source.firstSplit, perClass: 4, side: 112, classes: shown)
    let (training, validation) = (source.count(.train), source.count(.validation))
    let counts =
      training == 0
      ? "\(NumberText.whole(validation)), under the network's \(source.classNames.count) classes; it learned from others"
      : "\(NumberText.whole(training)) of \(source.classNames.count) classes for training and \(NumberText.whole(validation)) for validation"
    page.prose(
      """
      The images of this run are photographs: `\(source.name)`, \(counts). \
      [](#fig-classes) shows the first of \(rows.count < source.classNames.count ? "\(rows.count) classes" : "each class"), cut to squares \
      as the networks see them.
      """)
    page.figure(
      id: "classes", title: "The first images of \(rows.count) classes",
      caption: "Four images per class, resized and cropped to the central square, as the networks see them.",
      alt: "Rows of photographs with the names of their classes.",
      ImageRows(rows, width: FigureMeasure.textWidth, columns: 3))
    page.note(
      """
      Photographs come without masks, parts and nuisance values. Other runs show the drawn world's roles, nuisances and difficulty here; these do not apply to photographs.
      """, kind: .scale)
  }
}

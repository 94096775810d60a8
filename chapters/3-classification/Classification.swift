import Experiments
import Figures
import Foundation
import Networks
import Replication
import Reporting
import Training

/// Section 3 and Table 2: the networks are trained, watched while they learn, and compared.
package struct Classification: Chapter {
  package static let heading = ChapterHeading(
    slug: "classification", section: "3", title: "Training, and how well it classifies",
    reproduces: "Table 2")
  package static let quickSeconds = 15.0
  package static let networkUse = NetworkUse.trains(
    because:
      "This section trains networks of several architectures and seeds on the same images, and compares their errors."
  )

  package init() {}

  package func networks(_ session: Session) -> [NetworkRequest] {
    ClassificationNetworks(session).requests
  }

  package func untested(_ session: Session) -> [String] {
    let (networks, seeds) = (session.networks, session.configuration.seeds)
    var sentences: [String] = []
    if networks.paperGroup(.zfnet) == nil {
      sentences.append(
        "What is said of the paper's own recipe: no network is trained by it (seeds.paperRecipe).")
    }
    if seeds.wide == 0 { sentences.append("Table 2's wide ZFNet (seeds.wide).") }
    if seeds.others == 0 { sentences.append("Whether normalization lowers the error (seeds.others).") }
    return sentences
  }

  package func write(to page: inout PageBuilder, _ session: Session) throws {
    let field = try Field(session)
    introduce(field, on: &page, session)
    TrainingCurves(field).write(to: &page)
    FilterNorms(field).write(to: &page)
    let ensembles = try Ensembles(field)
    ErrorTable(field, ensembles, seed: session.options.seed).write(to: &page)
    TableFindings(field, ensembles, seed: session.options.seed).write(to: &page)
    discuss(field, on: &page)
  }

  private func introduce(_ field: Field, on page: inout PageBuilder, _ session: Session) {
    let settings = session.configuration.training
    page.prose(
      """
      The paper trains one network on ImageNet 2012 for twelve days, and finds that it has lower \
      error than that of [Krizhevsky et al. (2012)](#ref-krizhevsky-2012), and that several networks together have lower error than one. This chapter asks \
      whether the order holds at the scale of this run: \(field.classes) classes of *\(session.images.source.name)*, \
      \(NumberText.whole(field.trainingCount)) training images, inputs of \(settings.input) pixels, networks of \
      \(NumberText.percent(settings.width)) of the paper's width, \(field.samples) samples each.

      Networks are trained by one of two recipes. The **paper's** keeps its constants: weights from a Gaussian \
      (0.01 at full size, carried to the width), learning rate 0.01, momentum 0.9, ten fixed crops, the learning rate divided by ten \
      when the validation loss stops falling, but not before it is below that of guessing. The **standard** recipe trains reliably at small scale: weights after [He et al. (2015)](#ref-he-2015), \
      a warm-up and a half cosine, random crops, momentum whose directions are made orthogonal in the \
      convolutions ([Jordan et al. 2024](#ref-jordan-2024)), and no dropout. The last two are what lets networks converge in as few samples as these. Networks that are compared share a recipe, images and numbers of samples ([](#tab-classification-networks)).
      """)
    page.appendix { page in
      page.table(
        id: "classification-networks", title: "The networks of this run",
        caption: "Parameters at this run's side and width. Networks of one row differ in their seed alone.",
        columns: [
          .init("Network"), .init("Recipe"), .number("Networks"), .number("Parameters"),
          .number("Samples each"),
        ],
        rows: field.groups.map { group in
          [
            group.kind.title, group.recipe.rawValue, "\(group.networks.count)",
            NumberText.whole(group.graph.parameterCount),
            NumberText.whole(group.networks[0].recipe.samples),
          ]
        })
    }
    page.convergence(of: field.groups, id: "classification-convergence")
    page.note(
      """
      These networks see \(settings.input)-pixel inputs of \(field.classes) classes, the paper's 224-pixel inputs of 1000: \
      what can be compared is not errors but their order.
      """, kind: .scale)
  }

  private func discuss(_ field: Field, on page: inout PageBuilder) {
    let linear = field.linearError
    let zfnet = field.zfnets.top1
    let plain = [field.paperArm, field.paperArm == nil ? nil : field.paperGroup(.alexnet)].compactMap { $0 }
    let stalled = plain.filter(field.isStalled).map(\.kind.title)
    page.prose(
      """
      A linear classifier on the same pixels has an error of \(NumberText.percent(linear)) at its best moment; \
      the ZFNets, on average, of \(NumberText.percent(zfnet))\
      \(zfnet < linear ? ": they have learned more than single pixels tell" : ": they have learned no more than single pixels tell"). Chance is \(NumberText.percent(field.chance)). \
      \(stalled.isEmpty ? "" : "Under the paper's recipe \(stalled.joined(separator: " and ")) did not leave it in this run: what is said of that recipe compares a network that has not learned. ")\
      Table 2 of the paper gives each network and each ensemble one number. The intervals of the claims here include both what other \
      images and what other seeds would change; those in the ensembles' rows include other images alone.
      """)
  }
}

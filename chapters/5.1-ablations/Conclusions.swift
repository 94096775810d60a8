import Experiments
import Figures
import Networks
import Replication
import Reporting

/// The conclusions of section 5.1, each as a number of the paper's table and of this run's.
struct Conclusions {
  private let rows: Rows
  private let seed: UInt64

  init(_ rows: Rows, seed: UInt64) {
    self.rows = rows
    self.seed = seed
  }

  func write(to page: inout PageBuilder) {
    page.heading("What the paper concludes")
    page.prose(
      """
      Each conclusion is a weighted sum over the rows, which the paper's own table gives as well; intervals are over images and seeds. “Little” cost is taken as less than half of what taking out all four layers costs, or, where \
      the paper speaks of little difference, as within \(NumberText.fixed(RemovalClaims.little, 0)) points: the largest \
      change that it calls so is 1.8.
      """)
    page.claim(RemovalClaims(rows.outcomes, arms: rows.arms, seed: seed).all)
    page.prose(
      """
      That wider middle layers lower the validation error is a claim of Table 2 as well, and is judged in the chapter on \
      [classification](#classification).
      """)
    discuss(on: &page)
  }

  private func discuss(on page: inout PageBuilder) {
    guard let full = rows.errors(of: .alexnet), let shallow = rows.errors(of: .alexnetWithout3467) else {
      return
    }
    let depth = LayerContrast.depth.measured(rows.outcomes, seed: seed)
    func percent(_ share: Double) -> String { NumberText.percent(share) }
    page.heading("What this says")
    let training =
      "On the images that they learned from, AlexNet has an error of \(percent(full.training)), and without layers 3, 4, 6 and 7 of \(percent(shallow.training)); "
      + "in the paper these are \(percent(LayerRemoval.paper(.alexnet).training)) and \(percent(LayerRemoval.paper(.alexnetWithout3467).training)). "
    let pair = NetworkSample([.alexnet, .alexnetWithout3467].compactMap { rows.arms[$0] })
    let reading =
      if let objection = pair.objection {
        "\(objection) So the difference may be one of how soon they learn, or of one odd network, and is no evidence about networks that are trained to their end: "
          + "[](#fig-error-by-samples) shows which way it goes."
      } else if depth.low > 0 {
        "Depth pays at this scale, too" + middle(shallow)
          + ". Removing the four layers costs \(NumberText.fixed(depth.value * 100, 1)) points, where it costs the paper "
          + "\(NumberText.fixed(LayerContrast.depth.paper * 100, 1)); and the shallow network has fewer parameters as well, so that what depth does "
          + "and what size does are not told apart."
      } else if depth.high < 0 {
        "Both have converged, and the shallow network is ahead: on these images four layers suffice, and what the paper found on a thousand classes of photographs is not seen here. "
          + "Too few samples are ruled out as the cause by [](#tab-table-3-convergence); too few classes are not."
      } else {
        "Whether depth pays cannot be read from a difference like this."
      }
    page.prose(training + reading)
  }

  /// Where a network without layers 3 and 4 alone does no better than the one without 6 and 7 as well: that the order of depths is not that
  /// of errors throughout.
  private func middle(_ shallow: LayerRemoval.Errors) -> String {
    guard let without34 = rows.errors(of: .alexnetWithout34), without34.validation > shallow.validation else {
      return ""
    }
    return
      ", though not layer by layer: without layers 3 and 4 alone the error is \(NumberText.percent(without34.validation)), "
      + "and without 3, 4, 6 and 7 it is \(NumberText.percent(shallow.validation))"
  }
}

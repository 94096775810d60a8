import Figures
import Replication
import Reporting

/// Where a run departs from the paper, and why.
struct Deviations {
  private let session: Session

  init(_ session: Session) { self.session = session }

  /// The departures of this run.
  var list: [ReportDocument.Deviation] {
    let training = session.configuration.training
    var list = [
      ReportDocument.Deviation(
        "Scale", paper: "224 px, 1.3 million photographs, 70 epochs",
        here:
          "\(training.input) px, \(NumberText.whole(session.images.source.count(.train))) images, \(NumberText.whole(training.shown)) samples seen",
        reason: "Sized to finish quickly on a CPU; larger profiles approach the paper."),
      ReportDocument.Deviation(
        "Width", paper: "96 to 384 maps, 4096 dense units",
        here: "\(training.width) of it, map counts rounded up to multiples of 16",
        reason: "Vector units work on blocks of 16 maps."),
      ReportDocument.Deviation(
        "Image sizes", paper: "short side 256, crops of 224",
        here: "the same proportion, 8 : 7, at every side", reason: "The crops' freedom is kept."),
      ReportDocument.Deviation(
        "Annealing by hand", paper: "the learning rate falls “manually”",
        here:
          "the paper's recipe divides it by 10 after three evaluations without progress of the validation loss, once that is below chance level's",
        reason: "Annealing by hand cannot be reproduced."),
      ReportDocument.Deviation(
        "Filter clip", paper: "RMS above 0.1 scaled back to 0.1",
        here:
          "\(NumberText.significant(RecipeKind.filterClip)) times the deviation that each layer's weights start with",
        reason:
          "0.1 is ten times the paper's 0.01; at another width or start the same number means something else."
      ),
      ReportDocument.Deviation(
        "Response normalization", paper: "no constants given",
        here:
          "AlexNet's: k = 2, n = 5, α = 10⁻⁴ (divided by n), β = 0.75; α scaled with the square of the pixels' unit",
        reason: "The constants belong to pixels in [−128, 128]."),
      ReportDocument.Deviation(
        "Unstated", paper: "weight decay, bias learning rates",
        here: "weight decay 0.0005 on weights, none on biases; one learning rate for both",
        reason: "The decay is AlexNet's; the rest is the simplest reading."),
    ]
    list.append(
      ReportDocument.Deviation(
        "Criteria", paper: "none; images and differences speak",
        here: "one a claim, in the source, with an interval",
        reason:
          "A verdict needs one. A run is judged by the criteria that its source holds. Between runs some were made sounder, where they could not fail or judged something else; the source's history gives each change with its reason."
      ))
    if training.recipe == .standard {
      let rate = session.networks.recipe(.zfnet).optimizer.learningRate
      list.append(
        ReportDocument.Deviation(
          "Recipe", paper: "Gaussian start of 0.01, learning rate 0.01, ten fixed crops",
          here:
            "He start (a quarter of it in layer 1), warm-up to a learning rate of \(NumberText.significant(rate, 3)), half a cosine down, random crops, "
            + "pixels scaled by 1/32",
          reason: "It trains reliably at this scale."
            + (session.configuration.seeds.paperRecipe > 0 ? " The paper's own recipe is run beside it." : "")
        ))
      list.append(
        ReportDocument.Deviation(
          "Dropout", paper: "one half on layers 6 and 7", here: "none, in any network",
          reason:
            "In runs of a few dozen passes over the images it delays learning more than it keeps from memorizing."
        ))
      list.append(
        ReportDocument.Deviation(
          "Descent", paper: "stochastic gradient descent with momentum",
          here:
            "the same in the dense layers; orthogonalized momentum ([Jordan et al. 2024](#ref-jordan-2024)) in the convolutions",
          reason: "Networks converge in a fraction of the samples."))
    }
    if session.images.areDrawn {
      list.append(
        ReportDocument.Deviation(
          "Images", paper: "photographs",
          here: "an embedded world of drawn images, with masks and parts known",
          reason: "No download, no license, and truth to compare with; photographs plug in by --source."))
    } else {
      list.append(
        ReportDocument.Deviation(
          "Figures 5 and 7", paper: "five and three photographs, chosen by hand",
          here:
            "validation images that the network is surest of and right about, of classes drawn by the seed",
          reason:
            "A network knows its own classes alone: no drawn scene can stand for them, under --mix or not."))
    }
    return list
  }
}

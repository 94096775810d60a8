import Replication
import Reporting

/// The field's words that the report uses, each in a sentence.
enum Terms {
  /// Words and what they mean, those of networks first.
  private static let list: [(term: String, meaning: String)] = [
    (
      "map, channel",
      "What one filter of a convolution answers at every place of an image: a picture of numbers. A layer has as many maps as filters."
    ),
    ("unit", "One number of a map: the filter at one place."),
    ("activation", "A unit's number, after the ReLU."),
    ("ReLU", "Rectification: negative numbers become zero."),
    ("switch", "Which of the numbers under a window was the largest, and so passed max pooling."),
    (
      "contrast normalization, LRN",
      "Local response normalization: a number is divided by the size of those in neighboring maps at the same place."
    ),
    (
      "receptive field",
      "The pixels that a unit can see. The *effective* one is the part of them that matters to it."
    ),
    ("dense layer", "A layer that weighs all numbers of the layer below; the paper's 6 and 7."),
    ("logit", "A class's number before the softmax turns all of them into probabilities."),
    (
      "AlexNet, ZFNet",
      "The network of Krizhevsky et al. (2012), and the paper's own, which changes its first two layers."
    ),
    ("visualization network", "The ZFNet at a larger side that the pictures of features are taken from."),
    (
      "top-1, top-5 error",
      "The share of images whose true class is not the most probable one; not among the five most probable ones."
    ),
    (
      "mean average precision",
      "For each class, how far up the images that have it stand when all are ranked by its score; the mean over classes."
    ),
    ("chance", "What guessing gets."),
    ("converged", "Twice the samples would gain no more than 2 points of error."),
    (
      "together (a), (b)",
      "Several networks whose probabilities are averaged, as in Table 2; “wide (b)” has more maps in layers 3 to 5."
    ),
    ("frozen features", "A layer's numbers that are not trained on; a linear classifier is fitted to them."),
    (
      "role",
      "What a set of images is used for, named after the paper's set: drawn images in *Caltech-101's role* stand where that set stood."
    ),
    ("fold", "One way of dividing images into those to learn from and those to judge by."),
    (
      "seed",
      "The number that decides all random choices; networks that differ in it alone show what chance does."
    ),
    (
      "interval, bootstrap",
      "What 95\u{202F}% of the results would be if images and networks were drawn again from those at hand, with replacement."
    ),
    ("rank correlation", "How far two orders agree, from −1 (opposite) to 1 (the same)."),
    ("RMS", "The root of the mean square: a filter's typical weight."),
    ("aliasing", "A pattern too fine for its sampling, which shows as a coarser one that is not there."),
    ("bf16", "Numbers of 16 bits with the range of 32-bit ones and two to three digits."),
    (
      "profile, store",
      "A named size of a run; the folder that keeps what was trained and measured. Names such as `seeds.wide` are settings of a run."
    ),
  ]

  /// A table for the appendix.
  static func write(to page: inout PageBuilder) {
    page.appendix { page in
      page.table(
        id: "terms", title: "Terms", caption: "The field's words as this report uses them.",
        columns: [.init("Term"), .init("Meaning")],
        rows: list.map { [$0.term, $0.meaning] })
    }
  }
}

import Reporting

/// Where the paper disagrees with itself: read it with these in mind.
enum Errata {
  static let list: [ReportDocument.Erratum] = [
    .init(
      "Tables 1 and 4–7",
      "The same numbers stand in an earlier draft whose first layer was 11×11 with stride 4; most likely they were not measured again on the network of Figure 3 (inferred)."
    ),
    .init(
      "Table 7",
      "Its softmax on layer 7 (85.4 and 72.6) stands against Tables 4 and 5 (86.5 and 74.2) for what reads as the same experiment."
    ),
    .init(
      "Section 5.3",
      "The text says that using all layers is best; on Caltech-101 the SVM on layer 5 (86.2) beats the one on layer 7 (85.5)."
    ),
    .init(
      "Section 5.2",
      "“+2.2 % over Bo et al.” is over Jianchao et al. (84.3); over Bo et al. (81.4) it is 5.1."),
    .init(
      "Table 3",
      "Removing layer 7 and removing layers 6 and 7 share one training error, 27.4; removing 6 and 7 is called slight, yet costs as much top-5 error (+4.3) as removing 3 and 4 (+4.0)."
    ),
    .init(
      "Table 6",
      "For both rivals “table” repeats “cow”, and their printed means do not follow from their columns."),
    .init(
      "Popular accounts",
      "The winner of ILSVRC 2013 was the ensemble of Clarifai (11.7 % top-5), a company founded by the first author, and not the network of this paper; the 14.8 % that is often quoted belongs to six of its networks together."
    ),
    .init(
      "Figure 3",
      "Its sizes (110, 55, 26, 13, 6) are sometimes called errors. They follow from cuda-convnet's rule, which rounds up: 1 + ⌈(input + 2·pad − kernel) / stride⌉."
    ),
  ]
}

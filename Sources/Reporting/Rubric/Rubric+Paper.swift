extension Rubric {
  /// Zeiler and Fergus (2013), section by section: what docs/rubric.json holds.
  public static let paper = Rubric(
    paper:
      "M. D. Zeiler and R. Fergus, Visualizing and Understanding Convolutional Networks, arXiv 1311.2901 (2013); ECCV 2014",
    reading:
      "A leaf of kind code asks for a chapter of the program, run for a figure or table that a run has made, result for a claim that a run has decided. A claim that was not reproduced is an answered leaf: the question was asked, and the answer is no. The share of a part is the mean of its parts' shares by their weights.",
    root: .init("paper", "The paper", parts: sections))

  private static let sections: [Node] = [
    .init(
      "approach", "section 2, the deconvnet and the architecture", weight: 2,
      parts: [
        .code(
          "approach", "The deconvnet: unpooling by switches, rectification, filtering by transposed filters."),
        .run(
          "fig-one-layer", of: "approach",
          "Figure 1: a layer of the deconvnet beside its layer of the convnet."),
        .run("fig-architecture", of: "approach", "Figure 3: the architecture, with the paper's sizes."),
      ]),
    .init(
      "training", "section 3 and Table 2, training and errors on the whole set", weight: 3,
      parts: [
        .code(
          "classification", "Training of AlexNet and ZFNet, and of the wide ZFNet, by one recipe.", weight: 2),
        .run("fig-training-curves", of: "classification", "Training runs through, with its curves."),
        .run("tab-table-2", of: "classification", "Table 2: errors of single networks and ensembles."),
        .result("T2a", of: "classification", "ZFNet has lower error than AlexNet.", weight: 2),
        .result("T2b", of: "classification", "More maps in layers 3 to 5 lower the error."),
        .result("T2c", of: "classification", "Ensembles beat single networks."),
        .result("T2e", of: "classification", "The paper's plain recipe trains."),
      ]),
    .init(
      "visualization", "section 4 and Figure 2, what the layers respond to", weight: 3,
      parts: [
        .code(
          "layer-visualizations", "The nine strongest activations of a map, projected to the pixels.",
          weight: 2),
        .run("fig-layer-1-filters", of: "layer-visualizations", "Figure 2, layer 1: its filters."),
        .run("fig-layer-2", of: "layer-visualizations", "Figure 2, layer 2."),
        .run("fig-layer-3", of: "layer-visualizations", "Figure 2, layer 3."),
        .run("fig-layer-4", of: "layer-visualizations", "Figure 2, layer 4."),
        .run("fig-layer-5", of: "layer-visualizations", "Figure 2, layer 5."),
        .result(
          "2a", of: "layer-visualizations", "Features form a hierarchy: upper layers answer to classes.",
          weight: 2),
        .result("2b", of: "layer-visualizations", "They do so because they have learned to."),
        .result(
          "2c", of: "layer-visualizations",
          "A single unit's strongest images share more than a random direction's."),
        .result("2d", of: "layer-visualizations", "The top layer's projections pick out the object."),
      ]),
    .init(
      "evolution", "section 4 and Figure 4, features through training", weight: 2,
      parts: [
        .code("feature-evolution", "The strongest activation of maps at moments of the training."),
        .run("fig-evolution", of: "feature-evolution", "Figure 4."),
        .result("4a", of: "feature-evolution", "Lower layers settle before upper ones."),
        .result("4b", of: "feature-evolution", "The lower layers converge within a few epochs."),
        .result("4c", of: "feature-evolution", "The upper layers need a considerable number of epochs."),
        .result(
          "4d", of: "feature-evolution", "Late in training, upper layers still change more than lower ones."),
      ]),
    .init(
      "invariance", "section 4 and Figure 5, translation, scale and rotation", weight: 2,
      parts: [
        .code(
          "feature-invariance",
          "Features of layers 1 and 7 and the output while an image is moved, scaled and turned."),
        .run("fig-figure5", of: "feature-invariance", "Figure 5."),
        .result(
          "5a", of: "feature-invariance", "Small changes of the image move layer 1 far and layer 7 little."),
        .result("5b", of: "feature-invariance", "Layer 7 moves quasi-linearly with translation and scale."),
        .result(
          "5c", of: "feature-invariance", "The output bears translation and scale better than rotation."),
        .result("5d", of: "feature-invariance", "Objects that look the same when turned are the exception."),
      ]),
    .init(
      "selection", "section 4.1 and Figure 6, choosing the architecture", weight: 2,
      parts: [
        .code("architecture-selection", "Filters of layer 1 and projections of layer 2 of both networks."),
        .run("fig-figure6", of: "architecture-selection", "Figure 6."),
        .result("6a", of: "architecture-selection", "ZFNet's first layer covers middle frequencies."),
        .result("6b", of: "architecture-selection", "AlexNet's second layer shows more aliasing."),
        .result("6c", of: "architecture-selection", "ZFNet's first layer has fewer dead filters."),
        .result("6d", of: "architecture-selection", "Without the clip one filter of layer 1 dominates."),
      ]),
    .init(
      "occlusion", "section 4.2 and Figure 7, hiding parts of an image", weight: 2,
      parts: [
        .code("occlusion-sensitivity", "A gray square at each place of an image, and what it changes."),
        .run("fig-figure7", of: "occlusion-sensitivity", "Figure 7."),
        .result(
          "7a", of: "occlusion-sensitivity",
          "Covering the object costs more than covering what is beside it.", weight: 2),
        .result("7b", of: "occlusion-sensitivity", "The place that matters most is on the object."),
        .result("7c", of: "occlusion-sensitivity", "Covering the object changes the label more often."),
        .result(
          "7d", of: "occlusion-sensitivity", "A map falls silent where its projection shows what excites it."),
      ]),
    .init(
      "correspondence", "section 4.3, Figure 8 and Table 1, parts of faces", weight: 2,
      parts: [
        .code("correspondence", "Sign changes of features while the same part of several faces is hidden."),
        .run("fig-figure8", of: "correspondence", "Figure 8."),
        .run("tab-table1", of: "correspondence", "Table 1."),
        .result(
          "T1a", of: "correspondence", "Hiding a part changes faces more alike than hiding a random place.",
          weight: 2),
        .result(
          "T1b", of: "correspondence",
          "Hiding a part changes faces more alike also among the units that change in both faces."),
        .result("T1c", of: "correspondence", "The parts stand out less at layer 7 than at layer 5."),
        .result("T1d", of: "correspondence", "The parts stand out because the network learned it."),
      ]),
    .init(
      "ablations", "section 5.1 and Table 3, layers removed and resized", weight: 2,
      parts: [
        .code("ablations", "Networks without some of their layers, and with others' sizes."),
        .run("tab-table-3", of: "ablations", "Table 3."),
        .result("T3a", of: "ablations", "Depth is essential.", weight: 2),
        .result("T3b", of: "ablations", "Removing two middle layers costs little."),
        .result("T3c", of: "ablations", "Removing the dense layers costs little."),
        .result("T3d", of: "ablations", "Resizing the dense layers makes little difference."),
        .result("T3e", of: "ablations", "Wider middle layers memorize more."),
      ]),
    .init(
      "transfer", "section 5.2, Tables 4 to 6 and Figure 9, features on other images", weight: 3,
      parts: [
        .code("transfer", "A softmax on frozen features beside networks from scratch.", weight: 2),
        .run("tab-table-4", of: "transfer", "Table 4: Caltech-101, or what stands in for it."),
        .run("tab-table-5", of: "transfer", "Table 5: Caltech-256, or what stands in for it."),
        .run("fig-figure-9", of: "transfer", "Figure 9."),
        .run("tab-table-6", of: "transfer", "Table 6: PASCAL VOC 2012, or what stands in for it."),
        .result(
          "T4a", of: "transfer",
          "With 15 images per class of Caltech-101, frozen features beat training from scratch."),
        .result(
          "T4b", of: "transfer",
          "With 30 images per class of Caltech-101, frozen features beat training from scratch."),
        .result(
          "T5a", of: "transfer",
          "With 15 images per class of Caltech-256, frozen features beat training from scratch."),
        .result(
          "T5b", of: "transfer",
          "With 60 images per class of Caltech-256, frozen features beat training from scratch."),
        .result("T5c", of: "transfer", "Frozen features gain from more images per class."),
        .result("9a", of: "transfer", "Frozen features with six images per class beat sixty from scratch."),
        .result("T6a", of: "transfer", "Features learned from single objects find classes among several."),
      ]),
    .init(
      "depth", "section 5.3 and Table 7, features by layer", weight: 2,
      parts: [
        .code("feature-analysis", "A support vector machine or a softmax on each layer's features."),
        .run("tab-table-7", of: "feature-analysis", "Table 7."),
        .result("T7a", of: "feature-analysis", "For Caltech-101, layer 7 is worth more than layer 1."),
        .result("T7b", of: "feature-analysis", "For Caltech-256, layer 7 is worth more than layer 1."),
        .result("T7c", of: "feature-analysis", "For Caltech-256, layer 7 is worth more than layer 5."),
      ]),
  ]
}

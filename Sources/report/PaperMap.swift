import Reporting

/// The figures and tables of the paper, in its order, each with what it shows.
enum PaperMap {
  static let entries: [ReportDocument.MapEntry] = [
    .init(.figure(1), "a deconvnet layer beside its convnet layer"),
    .init(.figure(2), "what the maps of each layer respond to"),
    .init(.figure(3), "the architecture"),
    .init(.figure(4), "features through training"),
    .init(.figure(5), "translation, scale and rotation"),
    .init(.figure(6), "layers 1 and 2 beside AlexNet’s"),
    .init(.figure(7), "parts of an image covered"),
    .init(.figure(8), "faces with parts covered"),
    .init(.figure(9), "Caltech-256 by images per class"),
    .init(.table(1), "sign changes of covered faces"),
    .init(.table(2), "errors on ImageNet"),
    .init(.table(3), "layers removed and resized"),
    .init(.table(4), "Caltech-101"),
    .init(.table(5), "Caltech-256"),
    .init(.table(6), "PASCAL VOC 2012"),
    .init(.table(7), "features by layer"),
  ]
}

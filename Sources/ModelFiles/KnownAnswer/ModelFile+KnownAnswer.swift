import Foundation
import Networks
import Tensors

extension ModelFile {
  /// Reads a model and, where a known answer is stored with it, has the network give that again.
  ///
  /// - Parameter isNeeded: whether a file without a known answer is refused.
  /// - Returns: the model, and what came of it; nil where no answer is stored.
  /// - Throws: `WeightFileError` as `read` does; `KnownAnswerError` where the network answers otherwise; `OneDNNError`.
  public static func readVerified(
    _ url: URL, isNeeded: Bool = false
  ) throws -> (model: Model, finding: KnownAnswer.Finding?) {
    let file = try WeightFile(contentsOf: url)
    let model = try contents(of: file, path: url.path).model
    guard let answer = try knownAnswer(in: file, graph: model.graph, path: url.path) else {
      if isNeeded { throw KnownAnswerError.missing(url.path) }
      return (model, nil)
    }
    let finding = try answer.compared(with: model)
    if let fault = finding.fault { throw KnownAnswerError.differs(url.path, fault) }
    return (model, finding)
  }

  /// The answer that is stored in a file; nil where there is none.
  private static func knownAnswer(
    in file: WeightFile, graph: Graph, path: String
  ) throws(WeightFileError) -> KnownAnswer? {
    let names = KnownAnswer.tensorNames
    guard let text = file.metadata[answerKey] else {
      if let name = names.all.first(where: { file[$0] != nil }) {
        throw .noModel(path, "the tensor \(name) has no \(answerKey) in the metadata")
      }
      return nil
    }
    guard let seed = UInt64(text), let planes = file[names.planes], let layers = file[names.layers],
      let logits = file[names.logits], planes.count == 3, logits.count == graph.classes,
      layers.count == KnownAnswer.measuredNodes(of: graph).count
    else { throw .noModel(path, "its known answer does not fit its graph") }
    return KnownAnswer(
      seed: seed, planes: planes.scalars, layers: layers.scalars, logits: logits.scalars)
  }
}

extension KnownAnswer {
  fileprivate static let tensorNames = TensorNames()

  /// What the parts are called in a file.
  fileprivate struct TensorNames {
    let planes = "known-answer.planes"
    let layers = "known-answer.layers"
    let logits = "known-answer.logits"
    var all: [String] { [planes, layers, logits] }
  }

  /// The parts as they stand in a file.
  var tensors: [(String, Tensor<Float>)] {
    let names = Self.tensorNames
    return [(names.planes, planes), (names.layers, layers), (names.logits, logits)].map {
      ($0, Tensor([$1.count], $1))
    }
  }
}

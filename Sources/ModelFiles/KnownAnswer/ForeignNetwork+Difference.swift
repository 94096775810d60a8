import Kernels
import Networks

extension ForeignNetwork {
  /// How far this network's outputs for the known-answer image are from a model's: the largest difference as a share of the
  /// largest output.
  ///
  /// - Throws: `ForeignNetworkError` where it is beyond rounding; `OneDNNError`.
  public func difference(from model: Model) throws -> Float {
    let own = Model(
      graph: graph, parameters: parameters, preprocessing: model.preprocessing, classNames: [],
      origin: model.origin)
    let (old, new) = (try KnownAnswer(of: model), try KnownAnswer(of: own))
    let difference = KnownAnswer.difference(new.logits, old.logits)
    guard difference <= KnownAnswer.tolerance else {
      throw ForeignNetworkError.unsuitable(
        path: path, cause: "its outputs differ from the network's by \(difference) of the largest",
        hint: "do not use the file, and report what network it is")
    }
    return difference
  }
}

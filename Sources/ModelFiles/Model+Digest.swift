import Crypto
import Files
import Foundation
import Networks

extension Model {
  /// The SHA-256 of graph, preprocessing and parameters: all that decides what the model makes of an image, and nothing that is
  /// only said of it, such as its title. Whichever file it was read from, the same model has the same digest.
  public var contentDigest: String {
    var hash = SHA256()
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    guard let text = try? encoder.encode(graph) else {
      preconditionFailure("\(origin.title): a constant that JSON does not know")
    }
    hash.update(data: text)
    let (means, kind): ([Float], String) =
      switch preprocessing.mean {
      case .image(let pixels): (pixels, "image")
      case .channels(let channels): (channels, "channels")
      }
    let sides = "\(preprocessing.storedSide) \(preprocessing.inputSide)"
    hash.update(data: Data(" \(sides) \(preprocessing.channelOrder.rawValue) \(kind)".utf8))
    for numbers in [means, preprocessing.scales] {
      numbers.withUnsafeBytes { hash.update(bufferPointer: $0) }
    }
    for (_, tensor) in parameters.namedTensors {
      tensor.withUnsafeBuffer { hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
    }
    return hash.finalize().hexadecimal
  }
}

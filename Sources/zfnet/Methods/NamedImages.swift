import ArgumentParser
import Datasets
import Foundation
import Images
import Inference
import Networks
import Processes
import Tensors

/// The image files that a command was given.
struct NamedImages: ParsableArguments {
  @Argument(help: "JPEG and PNG files.", completion: .file(extensions: ["jpg", "jpeg", "png"]))
  var images: [String]

  /// Takes the images one after another. What cannot be read is passed over, so that the others are done all the same.
  ///
  /// - Parameter body: called with each image's path and with the image, whole and upright.
  /// - Returns: the first image's error, with which the command is to fail at its end; the others are told of here.
  /// - Throws: what `body` throws.
  func forEach(_ body: (_ path: String, _ image: Image) throws -> Void) throws -> (any Error)? {
    var failure: (any Error)?
    for path in images {
      let image: Image
      do {
        image = try Image(contentsOf: URL(fileURLWithPath: path))
      } catch {
        if failure != nil { StandardStreams.tell("Error: \(error)") }
        failure = failure ?? error
        continue
      }
      try body(path, image)
    }
    return failure
  }
}

extension Preprocessing {
  /// An image as a network sees it: what of it is in sight, and the network's input, `[3, side, side]`.
  func prepared(_ image: Image, name: String) -> (view: Image, pixels: Tensor<Float>) {
    let stored = image.resizedAndCropped(side: storedSide)
    let pixels = Tensor<Float>([3, inputSide, inputSide]) { target in
      stored.pixels.withUnsafeBytes { write($0, .center(margin: margin), to: target) }
    }
    return (centerCrop(of: LabeledImage(image: stored, label: 0, name: name)).image, pixels)
  }
}

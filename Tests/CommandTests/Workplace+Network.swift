import Foundation
import Images
import Testing

extension Workplace {
  /// A small network of another program.
  static let onnx = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "ModelFilesTests/Fixtures/classic.onnx").path

  /// A folder with the imported network, `net.safetensors`, and three images of two classes, no two alike.
  static func withNetwork() throws -> Workplace {
    let place = try Workplace()
    try place.write(Data("ant\nbee\ncat\ndog\neel\nfox\ngnu\n".utf8), to: "names.txt")
    for (number, name) in ["ant/1.png", "ant/2.png", "bee/3.png"].enumerated() {
      var image = Image(width: 40, height: 32, gray: UInt8(60 + 40 * number))
      for row in 4..<20 {
        for column in (4 + 6 * number)..<(16 + 6 * number) {
          for channel in 0..<3 { image[column, row, channel] = channel == number ? 250 : 20 }
        }
      }
      try place.write(try image.png(), to: "images/\(name)")
    }
    let ending = try Command(
      "zfnet",
      [
        "import", onnx, "--preprocess", "imagenet-torch", "--labels", "names.txt", "--out", "net.safetensors",
      ],
      in: place.folder
    ).run()
    try #require(ending.exitCode == 0, "\(ending.errors)")
    return place
  }
}

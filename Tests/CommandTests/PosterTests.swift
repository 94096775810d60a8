import Foundation
import Images
import Testing

/// `zfnet data sheet` of folders as they are: files that are no images, too much for one poster.
@Suite(.serialized) struct PosterTests {
  private func sheet(_ arguments: [String], in place: Workplace) throws -> Command.Ending {
    try Command("zfnet", ["data", "sheet", "folder:set"] + arguments, in: place.folder).run()
  }

  private func makeImages(_ place: Workplace, classes: Int) throws {
    let image = try Image(width: 16, height: 16, gray: 90).png()
    for split in ["train", "val"] {
      for number in 0..<classes { try place.write(image, to: "set/\(split)/c\(1000 + number)/1.png") }
    }
  }

  @Test func badFilesAreNamedAndPassedOver() throws {
    let place = try Workplace()
    try makeImages(place, classes: 2)
    try place.write(Data(), to: "set/train/c1000/0.jpg")
    try place.write(Data("version https://git-lfs.github.com/spec/v1\n".utf8), to: "set/train/c1000/2.png")
    let ending = try sheet(["--output", "posters"], in: place)
    #expect(ending.exitCode == 0, "\(ending.errors)")
    #expect(ending.errorLines.filter { $0.hasPrefix("skipped ") }.count == 2)
    #expect(ending.errors.contains("Git LFS pointer"))
    #expect(try Image(contentsOf: place.at("posters/folder.png")).height > 2 * 96)
  }

  @Test func manyClassesFitOnOnePoster() throws {
    let place = try Workplace()
    try makeImages(place, classes: 400)
    let ending = try sheet(["--output", "posters", "--per-class", "1"], in: place)
    #expect(ending.exitCode == 0, "\(ending.errors)")
    #expect(try Image(contentsOf: place.at("posters/folder.png")).height < 32_000)
    let refused = try sheet(["--per-class", "64", "--side", "512"], in: place)
    #expect(refused.exitCode == 64 && refused.errors.contains("--side"), "\(refused.errors)")
  }

  @Test func oneClassIsNothingToLearn() throws {
    let place = try Workplace()
    try makeImages(place, classes: 1)
    #expect(try sheet([], in: place).exitCode == 0)
    let ending = try Command(
      "zfnet", ["train", "--profile", "smoke", "--source", "folder:set"], in: place.folder
    ).run()
    #expect(ending.exitCode == 65 && ending.errors.contains("one class"), "\(ending.errors)")
  }
}

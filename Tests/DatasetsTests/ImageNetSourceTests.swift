import Datasets
import Foundation
import Testing

/// ImageNet's layouts, and above all how their files number the classes.
@Suite struct ImageNetSourceTests {
  private let folder: TemporaryFolder
  private static let identifiers = ["n01440764", "n02012849", "n03126707"]
  /// The classes of the images to judge by, in the order of the images: goldfish last in the alphabet of none.
  private static let truth = [1, 2, 0, 2, 1]

  /// Three classes of two images, and five images to judge by in one folder.
  init() throws {
    folder = try TemporaryFolder()
    for (label, identifier) in Self.identifiers.enumerated() {
      for number in 0..<2 {
        try folder.image("train/\(identifier)/\(identifier)_\(number).JPEG", gray: UInt8(10 * label))
      }
    }
    for number in 1...5 { try folder.image("val/\(Self.name(number))", gray: UInt8(100 + number)) }
  }

  private static func name(_ number: Int) -> String { "ILSVRC2012_val_0000000\(number).JPEG" }

  private func write(_ text: String, _ path: String) throws { try folder.write(Data(text.utf8), path) }

  private func source(_ limits: DatasetLimits = .none) throws -> ImageNetSource {
    try ImageNetSource(root: folder.url, limits: limits)
  }

  private func error() -> DatasetError? {
    do {
      _ = try source()
      return nil
    } catch {
      return error as? DatasetError
    }
  }

  private func remove(_ path: String) throws {
    try FileManager.default.removeItem(at: folder.url.appendingPathComponent(path))
  }

  private func expectTruth(_ source: ImageNetSource, _ remark: String) throws {
    #expect(source.identifiers == Self.identifiers && source.count(.train) == 6, "\(remark)")
    let labels = (0..<source.count(.validation)).map { source.label(.validation, $0) }
    #expect(labels == Self.truth, "\(remark)")
    #expect(try source.example(.validation, 2, side: 8).image[0, 0, 0] == 103, "\(remark)")
    #expect(try source.example(.validation, 2, side: 8).name == "val/\(Self.name(3))", "\(remark)")
  }

  /// The kit numbers from 1, in an order of its own: here crane, the bird, is 700, goldfish 3, and crane, the machine, 12.
  @Test(arguments: [true, false]) func theKitNumbersInItsOwnOrder(_ compresses: Bool) throws {
    let numbers = [3, 700, 12]
    let synsets =
      zip(numbers, zip(Self.identifiers, ["tench, Tinca", "crane", "crane, lift"])).map { ($0, $1.0, $1.1) }
      + [(1001, "n00001740", "entity"), (4, "n09999999", "unused")]
    let kit = "ILSVRC2012_devkit_t12/data"
    try folder.write(MATLABFixture.synsets(synsets, compresses: compresses), "\(kit)/meta.mat")
    try write(Self.truth.map { "\(numbers[$0])\n" }.joined(), "\(kit)/ILSVRC2012_validation_ground_truth.txt")
    let source = try source()
    try expectTruth(source, "kit")
    #expect(source.classNames == ["tench", "crane (n02012849)", "crane (n03126707)"])
    // Numbers that the kit does not give, and its combined classes, are no labels.
    for wrong in ["0", "1001", "13", "x"] {
      try write("\(wrong)\n3\n3\n3\n3\n", "\(kit)/ILSVRC2012_validation_ground_truth.txt")
      #expect(error()?.cause == "line 1 is not the number of a class of meta.mat", "\(wrong)")
    }
    try remove("\(kit)/meta.mat")
    #expect(error()?.cause.contains("meta.mat, which is not there") == true)
  }

  /// Caffe's numbers begin at 0, in the order of its list.
  @Test func theListNumbersInTheOrderOfItsClasses() throws {
    let order = [2, 0, 1]
    try write(order.map { Self.identifiers[$0] + "\n" }.joined(), "synsets.txt")
    let places = [1, 2, 0]
    try write(
      Self.truth.enumerated().map { "\(Self.name($0 + 1)) \(places[$1])\n" }.joined(), "val.txt")
    try expectTruth(try source(), "val.txt")
    try write("\(Self.name(1)) 3\n", "val.txt")
    #expect(error()?.cause == "line 1 has class 3; they are numbered from 0 to 2")
    try remove("synsets.txt")
    #expect(error()?.cause == "it numbers the classes, and nothing says in which order")
    try write(
      Self.truth.enumerated().map { "\(Self.name($0 + 1)) \(Self.identifiers[$1])\n" }.joined(), "val.txt")
    try expectTruth(try source(), "val.txt of WordNet numbers")
    try write("nonsense\n", "val.txt")
    #expect(error()?.cause == "line 1 is not an image and a class")
  }

  @Test func wordsOfTheListNameTheClasses() throws {
    try write(
      "n03126707 crane\nn02012849 crane, bird\nn01440764 tench, Tinca tinca\n", "val/synset_words.txt")
    try write(Self.truth.enumerated().map { "\(Self.name($0 + 1)) \([2, 1, 0][$1])\n" }.joined(), "val.txt")
    let source = try source()
    try expectTruth(source, "synset_words.txt")
    #expect(source.classNames == ["tench", "crane (n02012849)", "crane (n03126707)"])
  }

  @Test func kagglesTableAndFoldersAreRead() throws {
    let base = "ILSVRC/Data/CLS-LOC"
    for part in ["train", "val"] {
      try FileManager.default.createDirectory(
        at: folder.url.appendingPathComponent(base), withIntermediateDirectories: true)
      try FileManager.default.moveItem(
        at: folder.url.appendingPathComponent(part), to: folder.url.appendingPathComponent("\(base)/\(part)"))
    }
    let rows = Self.truth.enumerated().map { number, label in
      "\(Self.name(number + 1).dropLast(5)),\(Self.identifiers[label]) 85 1 499 272 \n"
    }
    try write("ImageId,PredictionString\n" + rows.joined(), "LOC_val_solution.csv")
    try write("n01440764 tench, Tinca tinca\n", "LOC_synset_mapping.txt")
    let source = try source()
    try expectTruth(source, "Kaggle")
    #expect(source.classNames == ["tench", "n02012849", "n03126707"])
  }

  @Test func sortedImagesNeedNoList() throws {
    for (number, label) in Self.truth.enumerated() {
      try folder.image("val/\(Self.identifiers[label])/\(Self.name(number + 1))", gray: UInt8(100 + number))
      try remove("val/\(Self.name(number + 1))")
    }
    let source = try source()
    #expect((0..<5).map { source.label(.validation, $0) } == [0, 1, 1, 2, 2])
    #expect(source.classNames == Self.identifiers)
  }

  @Test func fewerClassesAndImages() throws {
    try write(
      Self.truth.enumerated().map { "\(Self.name($0 + 1)) \(Self.identifiers[$1])\n" }.joined(), "val.txt")
    let source = try source(.init(classes: 2, imagesPerClass: 1))
    #expect(source.count(.train) == 2 && (0..<3).map { source.label(.validation, $0) } == [1, 0, 1])
    #expect(throws: DatasetError.self) { try self.source(.init(classes: 4)) }
  }

  @Test func whatIsMissingIsNamed() throws {
    #expect(error()?.isMissing == true && error()?.hint.contains("LOC_val_solution.csv") == true)
    try write(
      Self.truth.enumerated().map { "\(Self.name($0 + 1)) \(Self.identifiers[$1])\n" }.joined()
        + "\(Self.name(9)) \(Self.identifiers[0])\n", "val.txt")
    try folder.image("val/stray.JPEG", gray: 3)
    let omissions = try source().omissions
    #expect(omissions.count == 2 && omissions.allSatisfy(\.isFault))
    #expect(omissions[0].place.hasSuffix(Self.name(9)) && omissions[1].cause.contains("stray.JPEG"))
    try remove("val/\(Self.name(3))")
    #expect(error()?.cause == "it labels no image of class n01440764 that is there")
    try remove("val")
    #expect(error()?.path.hasSuffix("/val") == true)
    try remove("train")
    #expect(error()?.path.hasSuffix("/train") == true)
  }

  /// Every byte of the kit's file wrong once, and the file cut at every byte: an error or the same classes, and no signal.
  @Test func aDamagedKitIsAnError() throws {
    let synsets = zip([3, 700, 12], Self.identifiers).map { (number: $0, identifier: $1, words: "words") }
    let whole = MATLABFixture.synsets(synsets, compresses: false)
    try write("3\n700\n12\n3\n3\n", "ILSVRC2012_validation_ground_truth.txt")
    try folder.write(whole, "meta.mat")
    #expect(error() == nil)
    for place in stride(from: 120, to: whole.count, by: 3) {
      var damaged = whole
      damaged[place] ^= 0x80
      try folder.write(damaged, "meta.mat")
      _ = error()
      try folder.write(whole.prefix(place), "meta.mat")
      #expect(error() != nil, "cut at \(place)")
    }
  }
}

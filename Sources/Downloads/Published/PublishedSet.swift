/// A data set that is published as one archive: where, how large, with which digest, and how to use it.
public struct PublishedSet: Sendable, Equatable {
  /// A digest that was published of the archive.
  public enum Digest: Sendable, Equatable {
    /// The MD5 of all bytes, in hexadecimal.
    case md5(String)
    /// The SHA-256 of all bytes, in hexadecimal.
    case sha256(String)
  }

  /// What a person types: lower-case letters, digits and hyphens.
  public let name: String
  /// What it is, in one sentence.
  public let summary: String
  /// The address that the archive is fetched from.
  public let address: String
  /// The page that describes it, for those who download it by hand.
  public let page: String
  /// The archive's number of bytes; nil where none is published.
  public let bytes: Int?
  /// The archive's digest; nil where none is published.
  public let digest: Digest?
  /// An archive in the archive that has the images, by its path there.
  let inner: String?
  /// The folder that must be there after unpacking, relative to the set's.
  let folder: String
  /// The option that takes the set, with the kind before the path where the option needs one.
  let option: String
  /// What comes behind the set's folder in that option.
  let optionFolder: String

  /// A published set.
  package init(
    name: String, summary: String, address: String, page: String, bytes: Int?, digest: Digest?,
    inner: String? = nil, folder: String, option: String, optionFolder: String = ""
  ) {
    self.name = name
    self.summary = summary
    self.address = address
    self.page = page
    self.bytes = bytes
    self.digest = digest
    self.inner = inner
    self.folder = folder
    self.option = option
    self.optionFolder = optionFolder
  }

  /// The option of a report that takes the set in a folder: `--source tiny-imagenet:data/tiny-imagenet`.
  public func use(in folder: String) -> String { option + folder + optionFolder }

  /// The last part of the address: the archive's name.
  public var archive: String { address.split(separator: "/").last.map(String.init) ?? name }
}

extension PublishedSet {
  /// Every set that can be fetched by its name.
  ///
  /// The digests are those that the sets' own pages give, or that PyTorch's torchvision and others check downloads by.
  public static let all: [PublishedSet] = [
    PublishedSet(
      name: "tiny-imagenet", summary: "200 classes of ImageNet at 64 px, 100,000 images to learn from",
      address: "http://cs231n.stanford.edu/tiny-imagenet-200.zip", page: "http://cs231n.stanford.edu",
      bytes: 248_100_043, digest: .md5("90528d7ca1a48142e341f4ef8d21d0de"), folder: "tiny-imagenet-200",
      option: "--source tiny-imagenet:"),
    PublishedSet(
      name: "imagenette", summary: "10 classes of ImageNet that are easily told apart, at 160 px",
      address: "https://s3.amazonaws.com/fast-ai-imageclas/imagenette2-160.tgz",
      page: "https://github.com/fastai/imagenette", bytes: nil,
      digest: .md5("e793b78cc4c9e9a4ccc0c1155377a412"), folder: "imagenette2-160",
      option: "--source folder:", optionFolder: "/imagenette2-160"),
    PublishedSet(
      name: "cifar10", summary: "10 classes at 32 px, 50,000 images to learn from",
      address: "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz",
      page: "https://www.cs.toronto.edu/~kriz/cifar.html", bytes: 170_052_171,
      digest: .sha256("c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd"),
      folder: "cifar-10-batches-bin", option: "--source cifar10:"),
    PublishedSet(
      name: "caltech101", summary: "101 classes of 31 to 800 images",
      address: "https://data.caltech.edu/records/mzrjq-6wc02/files/caltech-101.zip",
      page: "https://data.caltech.edu/records/mzrjq-6wc02", bytes: 137_414_764,
      digest: .md5("3138e1922a9193bfa496528edbbc45d0"), inner: "caltech-101/101_ObjectCategories.tar.gz",
      folder: "101_ObjectCategories", option: "--caltech101 "),
    PublishedSet(
      name: "caltech256", summary: "256 classes of at least 80 images",
      address: "https://data.caltech.edu/records/nyy15-4j048/files/256_ObjectCategories.tar",
      page: "https://data.caltech.edu/records/nyy15-4j048", bytes: 1_183_006_720,
      digest: .md5("67b4f42ca05d46448c6bb8ecd2220f6d"), folder: "256_ObjectCategories",
      option: "--caltech256 "),
    PublishedSet(
      name: "voc2012", summary: "PASCAL VOC 2012: 20 classes with boxes, 11,540 images",
      address: "http://host.robots.ox.ac.uk/pascal/VOC/voc2012/VOCtrainval_11-May-2012.tar",
      page: "http://host.robots.ox.ac.uk/pascal/VOC/voc2012", bytes: 1_999_639_040,
      digest: .md5("6cd6e144f989b92b3379bac3b3de84fd"), folder: "VOCdevkit/VOC2012", option: "--voc "),
  ]
}

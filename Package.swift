// swift-tools-version: 6.1
import PackageDescription

// A target depends on targets that stand above it in this file, and declares all that it imports and nothing else:
// `scripts/check-imports` sees to both. docs/architecture.md shows the arrows.

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

// One row a chapter, in the report's order: the paper's section, where it has one, and the executable's name, which is also
// its page's. Its folder is chapters/<section>-<name>; `hasTests` says that it has a folder Tests.
let chapters = [
  Chapter("1", "images"),
  Chapter("2", "approach"),
  Chapter("3", "classification", hasTests: true),
  Chapter("4", "layer-visualizations", hasTests: true),
  Chapter("4", "feature-evolution", hasTests: true),
  Chapter("4", "feature-invariance", hasTests: true),
  Chapter("4.1", "architecture-selection", hasTests: true),
  Chapter("4.2", "occlusion-sensitivity", hasTests: true),
  Chapter("4.3", "correspondence", hasTests: true),
  Chapter("5.1", "ablations", hasTests: true),
  Chapter("5.2", "transfer", hasTests: true),
  Chapter("5.3", "feature-analysis", hasTests: true),
  Chapter(nil, "sanity-checks", hasTests: true),
]

let libraries: [Target] = [
  // C libraries: a module map and a shim header, nothing else. pkg-config finds the headers.
  .systemLibrary(
    name: "CCairo", pkgConfig: "pangocairo", providers: [.apt(["libcairo2-dev", "libpango1.0-dev"])]),
  .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
  .systemLibrary(
    name: "CTurboJPEG", pkgConfig: "libturbojpeg", providers: [.apt(["libturbojpeg0-dev"])]),
  .systemLibrary(name: "CLIBLINEAR", providers: [.apt(["liblinear-dev"])]),

  // Foundations: signals and times of a process, whole files or none, arrays of numbers.
  .target(name: "Processes"),
  .target(name: "Files", dependencies: [crypto]),
  .target(name: "Tensors"),

  // Images and drawing: image files, Cairo, data sets, and the embedded, drawn world.
  .target(name: "Images", dependencies: ["CPNG", "CTurboJPEG", "Files"]),
  .target(name: "Drawing", dependencies: ["CCairo", "Images"]),
  .target(name: "Datasets", dependencies: ["Files", "Images", crypto]),
  .target(name: "SceneWorld", dependencies: ["Datasets", "Drawing", "Files", "Images", "Tensors"]),

  // Networks: operations, networks, training, and what networks have learned. COneDNN holds what differs between the
  // library's versions, and what belongs to a thread.
  .target(name: "COneDNN", linkerSettings: [.linkedLibrary("dnnl")]),
  .target(name: "CVectorLoops"),
  .target(name: "Kernels", dependencies: ["COneDNN", "CVectorLoops", "Tensors"]),
  .target(name: "Networks", dependencies: ["CVectorLoops", "Kernels", "Tensors"]),
  .target(name: "ModelFiles", dependencies: ["Files", "Kernels", "Networks", "Tensors", crypto]),
  .target(name: "Inference", dependencies: ["Datasets", "Kernels", "Networks", "Tensors"]),
  .target(
    name: "Training",
    dependencies: [
      "Datasets", "Files", "Inference", "Kernels", "ModelFiles", "Networks", "Processes", "Tensors",
    ]),
  .target(
    name: "Visualization",
    dependencies: ["Datasets", "Images", "Inference", "Kernels", "Networks", "Tensors"]),
  .target(
    name: "Experiments",
    dependencies: [
      "CLIBLINEAR", "Datasets", "Images", "Inference", "Kernels", "Networks", "Tensors", "Visualization",
    ]),

  // Benchmarks: how fast all this is.
  .target(
    name: "Benchmarks",
    dependencies: [
      "CTurboJPEG", "Datasets", "Files", "Images", "Kernels", "Networks", "Processes", "SceneWorld",
      "Tensors",
      "Training", "Visualization",
    ]),

  // Figures and pages: charts and grids as values, what a page says, HTML and PDF.
  .target(name: "Figures", dependencies: ["Drawing", "Images"]),
  .target(name: "Reporting", dependencies: ["Drawing", "Figures", "Files"]),

  // Replication: what makes a chapter short: profiles, options, store, provenance. It knows the chapters' names from
  // the table above alone.
  .target(
    name: "CChapterList",
    cSettings: [.define("ZFNET_CHAPTERS", to: "\"\(chapters.map(\.name).joined(separator: ","))\"")]),
  .target(
    name: "Replication",
    dependencies: [
      "CChapterList", "Datasets", "Drawing", "Experiments", "Figures", "Files", "Images", "Inference",
      "Kernels", "ModelFiles", "Networks", "Processes", "Reporting", "SceneWorld", "Tensors", "Training",
      "Yams", argumentParser,
    ]),
]

// What chapters have at hand, all the same.
let chapterDependencies: [Target.Dependency] = [
  "Datasets", "Drawing", "Experiments", "Figures", "Images", "Inference", "Kernels", "Networks",
  "Replication", "Reporting", "SceneWorld", "Tensors", "Training", "Visualization", argumentParser,
]

// Both commands run the chapters: naming them here has them built.
let chapterExecutables = chapters.map { Target.Dependency.target(name: $0.name) }
let commands: [Target] = [
  .executableTarget(
    name: "zfnet",
    dependencies: [
      "Benchmarks", "Datasets", "Drawing", "Figures", "Files", "Images", "Kernels", "Networks", "Processes",
      "Replication", "SceneWorld", argumentParser,
    ] + chapterExecutables),
  .executableTarget(
    name: "report",
    dependencies: [
      "Drawing", "Figures", "Files", "Networks", "Processes", "Replication", "Reporting", "Training",
      argumentParser,
    ] + chapterExecutables),
]

// What tests share. The chapters' own tests stand among the chapters, and so after this.
let testSupport: [Target] = [
  .target(
    name: "TestSupport", dependencies: ["Datasets", "Images", "Kernels", "Networks", "Tensors"],
    path: "Tests/TestSupport"),
  .target(name: "ClaimTestSupport", dependencies: ["Reporting"], path: "Tests/ClaimTestSupport"),
]

// One folder a target.
let tests: [Target] = [
  .testTarget(name: "FilesTests", dependencies: ["Files"]),
  .testTarget(name: "TensorsTests", dependencies: ["Tensors"]),
  .testTarget(name: "ImagesTests", dependencies: ["Files", "Images"], exclude: ["Fixtures"]),
  .testTarget(name: "DrawingTests", dependencies: ["Drawing", "Images"]),
  .testTarget(name: "DatasetsTests", dependencies: ["Datasets", "Files", "Images"]),
  .testTarget(name: "SceneWorldTests", dependencies: ["Datasets", "Images", "SceneWorld"]),
  .testTarget(
    name: "KernelsTests", dependencies: ["Kernels", "Tensors", "TestSupport"], exclude: ["Fixtures"]),
  .testTarget(
    name: "NetworksTests",
    dependencies: ["Kernels", "Networks", "Tensors", "TestSupport"]),
  .testTarget(
    name: "ModelFilesTests",
    dependencies: ["Files", "Kernels", "ModelFiles", "Networks", "Tensors", "TestSupport"]),
  .testTarget(
    name: "InferenceTests",
    dependencies: ["Inference", "Kernels", "Networks", "Tensors", "TestSupport"]),
  .testTarget(
    name: "TrainingTests",
    dependencies: [
      "Datasets", "Images", "Kernels", "Networks", "Tensors", "TestSupport", "Training",
    ]),
  .testTarget(
    name: "VisualizationTests",
    dependencies: [
      "Images", "Kernels", "Networks", "Tensors", "TestSupport", "Training", "Visualization",
    ]),
  .testTarget(
    name: "ExperimentsTests",
    dependencies: [
      "Datasets", "Experiments", "Images", "Kernels", "Networks", "Tensors", "TestSupport", "Training",
      "Visualization",
    ]),
  .testTarget(
    name: "PyTorchTests",
    dependencies: [
      "Kernels", "ModelFiles", "Networks", "Tensors", "TestSupport", "Training", "Visualization",
    ],
    exclude: ["Fixtures"]),
  .testTarget(name: "FiguresTests", dependencies: ["Drawing", "Figures", "Images"]),
  .testTarget(
    name: "ReportingTests", dependencies: ["ClaimTestSupport", "Drawing", "Figures", "Images", "Reporting"]),
  .testTarget(
    name: "ReplicationTests",
    dependencies: [
      "Datasets", "Experiments", "Files", "Images", "ModelFiles", "Networks", "Processes", "Replication",
      "Reporting", "SceneWorld", "Tensors", "Training",
    ]),
  .testTarget(name: "BenchmarksTests", dependencies: ["Benchmarks", "Replication"]),
  // Runs the executables as a person would; naming them here has them built.
  .testTarget(name: "CommandTests", dependencies: ["Images", "Reporting", "report", "zfnet"]),
]

let package = Package(
  name: "zfnet",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: libraries + testSupport + chapters.flatMap(\.targets) + commands + tests
)

/// A chapter's targets: a library with all that it is, the executable that runs it, and its tests where there are any.
struct Chapter {
  let name: String
  let folder: String
  let hasTests: Bool

  init(_ section: String?, _ name: String, hasTests: Bool = false) {
    self.name = name
    self.hasTests = hasTests
    folder = "chapters/" + (section.map { "\($0)-" } ?? "") + name
  }

  /// `OcclusionSensitivityChapter` for `occlusion-sensitivity`.
  var library: String {
    name.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined() + "Chapter"
  }

  var targets: [Target] {
    let chapter: [Target] = [
      .target(
        name: library, dependencies: chapterDependencies, path: folder,
        exclude: ["Command"] + (hasTests ? ["Tests"] : [])),
      .executableTarget(
        name: name, dependencies: [.target(name: library), "Replication"], path: "\(folder)/Command"),
    ]
    guard hasTests else { return chapter }
    return chapter + [
      .testTarget(
        name: "\(library)Tests",
        dependencies: [.target(name: library), .target(name: name), "ClaimTestSupport"] + chapterDependencies,
        path: "\(folder)/Tests")
    ]
  }
}

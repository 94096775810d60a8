// swift-tools-version: 6.1
import PackageDescription

// A target depends on targets that stand above it in this file, and declares all that it imports and nothing else:
// `scripts/check-imports` sees to both. docs/architecture.md shows the arrows.

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let libraries: [Target] = [
  // C libraries: a module map and a shim header, nothing else. pkg-config finds the headers.
  .systemLibrary(name: "COneDNN", providers: [.apt(["libdnnl-dev"])]),
  .systemLibrary(
    name: "CCairo", pkgConfig: "pangocairo", providers: [.apt(["libcairo2-dev", "libpango1.0-dev"])]),
  .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
  .systemLibrary(
    name: "CTurboJPEG", pkgConfig: "libturbojpeg", providers: [.apt(["libturbojpeg0-dev"])]),
  .systemLibrary(name: "CLIBLINEAR", providers: [.apt(["liblinear-dev"])]),

  // Foundations: signals and times of a process, whole files or none, arrays of numbers.
  .target(name: "Processes"),
  .target(name: "Files"),
  .target(name: "Tensors"),

  // Images and drawing: image files, Cairo, data sets, and the embedded, drawn world.
  .target(name: "Images", dependencies: ["CPNG", "CTurboJPEG", "Files"]),
  .target(name: "Drawing", dependencies: ["CCairo", "Images"]),
  .target(name: "Datasets", dependencies: ["Files", "Images", crypto]),
  .target(name: "SceneWorld", dependencies: ["Datasets", "Drawing", "Images", "Tensors", crypto]),

  // Networks: operations, networks, training, and what networks have learned.
  .target(name: "CVectorLoops"),
  .target(name: "Kernels", dependencies: ["COneDNN", "CVectorLoops", "Tensors"]),
  .target(name: "Networks", dependencies: ["Files", "Kernels", "Tensors", crypto]),
  .target(
    name: "Training",
    dependencies: [
      "CVectorLoops", "Datasets", "Files", "Kernels", "Networks", "Processes", "Tensors", crypto,
    ]),
  .target(
    name: "Visualization", dependencies: ["Datasets", "Images", "Kernels", "Networks", "Tensors", "Training"]),
  .target(
    name: "Experiments",
    dependencies: [
      "CLIBLINEAR", "Datasets", "Images", "Kernels", "Networks", "Tensors", "Training", "Visualization",
    ]),

  // Figures and pages: charts and grids as values, what a page says, HTML and PDF.
  .target(name: "Figures", dependencies: ["Drawing", "Images"]),
  .target(name: "Reporting", dependencies: ["Drawing", "Figures", "Files"]),

  // Replication: what makes a chapter short: profiles, options, store, provenance.
  .target(
    name: "Replication",
    dependencies: [
      "Datasets", "Drawing", "Experiments", "Figures", "Files", "Images", "Kernels", "Networks", "Processes",
      "Reporting", "SceneWorld", "Tensors", "Training", "Yams", argumentParser, crypto,
    ]),

  // Benchmarks: how fast all this is.
  .target(
    name: "Benchmarks",
    dependencies: [
      "CTurboJPEG", "Datasets", "Images", "Kernels", "Networks", "Processes", "Replication", "SceneWorld",
      "Tensors", "Training", "Visualization",
    ]),
]

// One row a chapter: the executable's name, which is also its page's slug, and its folder under chapters/.
let chapters: [Target] = [
  ("images", "1-images"),
  ("approach", "2-approach"),
  ("classification", "3-classification"),
  ("layer-visualizations", "4-layer-visualizations"),
  ("feature-evolution", "5-feature-evolution"),
  ("feature-invariance", "6-feature-invariance"),
  ("architecture-selection", "7-architecture-selection"),
  ("occlusion-sensitivity", "8-occlusion-sensitivity"),
  ("correspondence", "9-correspondence"),
  ("ablations", "10-ablations"),
  ("transfer", "11-transfer"),
  ("feature-analysis", "12-feature-analysis"),
  ("sanity-checks", "13-sanity-checks"),
].map { name, folder in
  // All chapters have the same libraries at hand.
  .executableTarget(
    name: name,
    dependencies: [
      "Datasets", "Drawing", "Experiments", "Figures", "Images", "Kernels", "Networks", "Replication",
      "Reporting", "SceneWorld", "Tensors", "Training", "Visualization", argumentParser,
    ],
    path: "chapters/\(folder)")
}

let commands: [Target] = [
  .executableTarget(
    name: "zfnet",
    dependencies: [
      "Benchmarks", "Datasets", "Drawing", "Figures", "Files", "Images", "Kernels", "Networks", "Processes",
      "Replication", "SceneWorld", argumentParser,
    ]),
  // Runs the chapters: naming them here has them built.
  .executableTarget(
    name: "report",
    dependencies: [
      "Drawing", "Figures", "Files", "Networks", "Processes", "Replication", "Reporting", "Training",
      argumentParser,
    ] + chapters.map { .target(name: $0.name) }),
]

// One folder a target.
let tests: [Target] = [
  .target(
    name: "TestSupport", dependencies: ["Kernels", "Networks", "Tensors"], path: "Tests/TestSupport"),
  .testTarget(name: "FilesTests", dependencies: ["Files"]),
  .testTarget(name: "TensorsTests", dependencies: ["Tensors"]),
  .testTarget(name: "ImagesTests", dependencies: ["Files", "Images"], exclude: ["Fixtures"]),
  .testTarget(name: "DrawingTests", dependencies: ["Drawing", "Images"]),
  .testTarget(name: "DatasetsTests", dependencies: ["Datasets", "Files", "Images"]),
  .testTarget(name: "SceneWorldTests", dependencies: ["Datasets", "Images", "SceneWorld"]),
  .testTarget(
    name: "KernelsTests", dependencies: ["Kernels", "Tensors", "TestSupport"], exclude: ["Fixtures"]),
  .testTarget(
    name: "NetworksTests", dependencies: ["Files", "Kernels", "Networks", "Tensors", "TestSupport"]),
  .testTarget(
    name: "TrainingTests",
    dependencies: ["Datasets", "Images", "Kernels", "Networks", "Tensors", "TestSupport", "Training"]),
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
    dependencies: ["Kernels", "Networks", "Tensors", "TestSupport", "Training", "Visualization"],
    exclude: ["Fixtures"]),
  .testTarget(name: "FiguresTests", dependencies: ["Drawing", "Figures", "Images"]),
  .testTarget(name: "ReportingTests", dependencies: ["Drawing", "Figures", "Images", "Reporting"]),
  .testTarget(
    name: "ReplicationTests",
    dependencies: [
      "Datasets", "Experiments", "Files", "Images", "Networks", "Processes", "Replication", "Reporting",
      "SceneWorld", "Tensors", "Training",
    ]),
  .testTarget(name: "BenchmarksTests", dependencies: ["Benchmarks"]),
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
  targets: libraries + chapters + commands + tests
)

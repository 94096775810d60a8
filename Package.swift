// swift-tools-version: 6.1
import PackageDescription

// One row a chapter: the executable's name, which is also its page's slug, and its folder under chapters/.
let chapters: [(name: String, folder: String)] = [
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
]

let package = Package(
  name: "zfnet",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // C libraries: a module map and a shim header, nothing else. pkg-config finds the headers.
    .systemLibrary(name: "COneDNN", providers: [.apt(["libdnnl-dev"])]),
    .systemLibrary(
      name: "CCairo", pkgConfig: "pangocairo", providers: [.apt(["libcairo2-dev", "libpango1.0-dev"])]),
    .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
    .systemLibrary(
      name: "CTurboJPEG", pkgConfig: "libturbojpeg", providers: [.apt(["libturbojpeg0-dev"])]),
    .systemLibrary(name: "CLIBLINEAR", providers: [.apt(["liblinear-dev"])]),

    // The engine, from numbers to trained networks to what they have learned.
    .target(name: "Tensors"),
    .target(name: "CVectorLoops"),
    .target(name: "Kernels", dependencies: ["Tensors", "COneDNN", "CVectorLoops"]),
    .target(
      name: "Networks",
      dependencies: ["Files", "Kernels", "Tensors", .product(name: "Crypto", package: "swift-crypto")]),
    .target(
      name: "Training",
      dependencies: [
        "Networks", "Datasets", "Files", "CVectorLoops", .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .target(
      name: "Visualization",
      dependencies: ["Networks", "Datasets", "Training", "Images", "Kernels", "Tensors"]),
    .target(
      name: "Experiments",
      dependencies: [
        "Visualization", "Training", "Networks", "Kernels", "Datasets", "Images", "Tensors", "CLIBLINEAR",
      ]),

    // Images: whole files or none, image files, data sets, and the embedded, drawn world.
    .target(name: "Files"),
    .target(name: "Images", dependencies: ["Files", "CPNG", "CTurboJPEG"]),
    .target(
      name: "Datasets",
      dependencies: ["Files", "Images", "Tensors", .product(name: "Crypto", package: "swift-crypto")]),
    .target(
      name: "SceneWorld",
      dependencies: [
        "Datasets", "Drawing", "Images", "Tensors", .product(name: "Crypto", package: "swift-crypto"),
      ]),

    // What people look at: drawing, charts, pages, the report.
    .target(name: "Drawing", dependencies: ["CCairo", "Images"]),
    .target(name: "Figures", dependencies: ["Drawing", "Images"]),
    .target(name: "Reporting", dependencies: ["Files", "Figures", "Drawing", "Images"]),

    // What makes a chapter short: profiles, options, store, provenance.
    .target(
      name: "Replication",
      dependencies: [
        "Experiments", "SceneWorld", "Reporting", "Files", "Yams",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // How fast all this is.
    .target(
      name: "Benchmarks",
      dependencies: ["Replication", "SceneWorld", "Visualization", "Training", "Kernels", "CTurboJPEG"]),

    // Commands.
    .executableTarget(
      name: "zfnet",
      dependencies: [
        "Benchmarks", "Figures", "Networks", "Replication",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "report",
      dependencies: ["Replication"] + chapters.map { .target(name: $0.name) }),

    // Tests, one folder a target.
    .target(
      name: "TestSupport", dependencies: ["Kernels", "Networks", "Tensors"], path: "Tests/TestSupport"),
    .testTarget(
      name: "NetworksTests", dependencies: ["Files", "Kernels", "Networks", "Tensors", "TestSupport"]),
    .testTarget(
      name: "VisualizationTests",
      dependencies: [
        "Images", "Kernels", "Networks", "Tensors", "TestSupport", "Training", "Visualization",
      ]),
    .testTarget(
      name: "KernelsTests", dependencies: ["Kernels", "Tensors", "TestSupport"],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "PyTorchTests",
      dependencies: ["Kernels", "Networks", "Tensors", "TestSupport", "Training", "Visualization"],
      exclude: ["Fixtures"]),
    .testTarget(name: "BenchmarksTests", dependencies: ["Benchmarks"]),
    .testTarget(
      name: "ReplicationTests",
      dependencies: [
        "Replication", "Experiments", "Networks", "SceneWorld", "Datasets", "Images", "Tensors", "Training",
      ]),
    // Runs the executables as a person would; naming them here has them built.
    .testTarget(
      name: "CommandTests",
      dependencies: ["zfnet", "report", "Images", "Reporting", "Tensors"]),
    .testTarget(
      name: "TrainingTests",
      dependencies: ["Training", "Datasets", "Images", "Networks", "Tensors", "TestSupport"]),
    .testTarget(name: "TensorsTests", dependencies: ["Tensors", "TestSupport"]),
    .testTarget(
      name: "ExperimentsTests",
      dependencies: [
        "Experiments", "Datasets", "Images", "Kernels", "Networks", "Tensors", "TestSupport", "Training",
        "Visualization",
      ]),
    .testTarget(name: "FilesTests", dependencies: ["Files"]),
    .testTarget(name: "ImagesTests", dependencies: ["Files", "Images"], exclude: ["Fixtures"]),
    .testTarget(name: "DatasetsTests", dependencies: ["Datasets", "Files", "Images"]),
    .testTarget(name: "SceneWorldTests", dependencies: ["SceneWorld", "Datasets", "Images"]),
    .testTarget(name: "DrawingTests", dependencies: ["Drawing", "Images"]),
    .testTarget(name: "FiguresTests", dependencies: ["Figures", "Drawing", "Images"]),
    .testTarget(name: "ReportingTests", dependencies: ["Reporting", "Figures", "Drawing", "Images"]),
  ]
    + chapters.map {
      .executableTarget(name: $0.name, dependencies: ["Replication"], path: "chapters/\($0.folder)")
    }
)

// swift-tools-version: 6.2
import PackageDescription

/// The settings every target shares: Swift 6, explicit imports, no warning left standing.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// A room of the house: it may import only the rooms that stand above it in this file.
func room(
  _ name: String,
  _ dependencies: [Target.Dependency] = [],
  exclude: [String] = [],
  resources: [Resource] = []
) -> Target {
  .target(
    name: name,
    dependencies: dependencies,
    exclude: exclude,
    resources: resources,
    swiftSettings: settings
  )
}

/// The tests of one room.
func tests(
  _ name: String,
  _ dependencies: [Target.Dependency],
  resources: [Resource] = []
) -> Target {
  .testTarget(
    name: name,
    dependencies: dependencies,
    resources: resources,
    swiftSettings: settings
  )
}

/// The kernels for one kind of processor: one source, to which the other folders hold links.
///
/// They are optimised as a whole in debug builds too: nothing can be tested with loops a hundred
/// times slower. `-fno-math-errno` makes a square root one instruction.
func kernels(_ name: String, _ instructions: [String] = [], define: String? = nil) -> Target {
  .target(
    name: name,
    swiftSettings: settings + (define.map { [.define($0)] } ?? []) + [
      .unsafeFlags(
        [
          "-O", "-disable-batch-mode", "-whole-module-optimization", "-num-threads", "1",
          "-enforce-exclusivity=unchecked",
        ]
          + (["-fno-math-errno"] + instructions).flatMap { ["-Xcc", $0] }
      )
    ]
  )
}

#if arch(x86_64)
let kernelTargets = [
  kernels("KernelsBaseline"),
  kernels("KernelsAVX2", ["-mavx2", "-mfma"], define: "KERNELS_AVX2"),
  kernels(
    "KernelsAVX512",
    ["-march=x86-64-v4", "-mprefer-vector-width=512"],
    define: "KERNELS_AVX512"
  ),
]
#else
let kernelTargets = [kernels("KernelsBaseline")]
#endif
let kernelNames = kernelTargets.map { Target.Dependency.target(name: $0.name) }

let package = Package(
  name: "gradus",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "gradus", targets: ["gradus"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.6.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
  ],
  targets: kernelTargets + [
    room("Files"),
    room("Diagnostics"),
    room("Tensors", kernelNames),
    room("Operations", ["Tensors"]),
    room("NeuralNetworks", ["Tensors", "Operations"]),
    .systemLibrary(
      name: "CZlib",
      pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"])]
    ),
    room(
      "Datasets",
      ["CZlib", "Files", "Diagnostics", "Tensors"],
      exclude: ["Digits/LICENCE.md", "Digits/pack.py"]
    ),
    room("Notation", ["Diagnostics"]),
    room("Calculus", ["Diagnostics", "Tensors", "Operations", "Notation"]),
    room(
      "Interpreter",
      [
        "Diagnostics", "Tensors", "Operations", "NeuralNetworks", "Datasets", "Notation",
        "Calculus",
      ]
    ),
    room(
      "Algorithms",
      ["Diagnostics", "Notation", "Interpreter"],
      resources: [.embedInCode("texts")]
    ),
    room(
      "Rendering",
      ["Diagnostics", "Tensors", "Operations", "Notation", "Calculus", "Interpreter"]
    ),
    room(
      "Session",
      ["Diagnostics", "Tensors", "Operations", "Notation", "Calculus", "Interpreter", "Rendering"]
    ),
    .systemLibrary(
      name: "CCMark",
      pkgConfig: "libcmark",
      providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]
    ),
    room(
      "Notebooks",
      [
        "CCMark", "Files", "Diagnostics", "Datasets", "Notation", "Interpreter", "Rendering",
        "Session", .product(name: "Yams", package: "Yams"),
      ]
    ),
    room(
      "Course",
      [
        "Files", "Diagnostics", "Tensors", "Notation", "Interpreter", "Algorithms", "Rendering",
        "Session", "Notebooks",
      ]
    ),
    .systemLibrary(
      name: "CLibEdit",
      pkgConfig: "libedit",
      providers: [.apt(["libedit-dev"]), .brew(["libedit"])]
    ),
    .target(
      name: "CLineEditor",
      dependencies: ["CLibEdit"],
      // Elsewhere pkg-config says how to link it, and only where it is installed.
      linkerSettings: [.linkedLibrary("edit", .when(platforms: [.macOS]))]
    ),
    room("LineEditing", ["CLineEditor", "Files", "Diagnostics"]),
    room("Benchmarks", ["Tensors", "Operations", "NeuralNetworks", "Calculus"]),
    .executableTarget(
      name: "gradus",
      dependencies: [
        "Diagnostics", "Tensors", "Operations", "Notation", "Calculus", "Interpreter",
        "Algorithms", "Rendering", "Session", "Notebooks", "Course", "LineEditing", "Files",
        "Datasets", "Benchmarks",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings
    ),
    tests("DiagnosticsTests", ["Diagnostics"]),
    tests("TensorsTests", ["Tensors"]),
    tests("OperationsTests", ["Operations", "Tensors", "TestSupport"]),
    tests("CalculusTests", ["Calculus", "Operations", "Tensors", "TestSupport"]),
    tests("NeuralNetworksTests", ["NeuralNetworks", "Operations", "Tensors", "TestSupport"]),
    tests("DatasetsTests", ["CZlib", "Datasets", "Files", "Diagnostics", "Tensors"]),
    tests("BenchmarksTests", ["Benchmarks"]),
    tests(
      "ParityTests",
      [
        "Algorithms", "Interpreter", "NeuralNetworks", "Operations", "Notation", "Diagnostics",
        "Tensors",
      ]
    ),
    tests("NotationTests", ["Notation", "Diagnostics"]),
    tests(
      "InterpreterTests",
      [
        "Interpreter", "Algorithms", "Calculus", "Operations", "Notation", "Diagnostics",
        "Tensors", "TestSupport",
      ],
      resources: [.copy("Sessions")]
    ),
    tests(
      "AlgorithmsTests",
      [
        "Algorithms", "Interpreter", "Operations", "Notation", "Diagnostics", "Tensors",
        "TestSupport",
      ]
    ),
    tests(
      "RenderingTests",
      ["Rendering", "Interpreter", "Algorithms", "Notation", "Diagnostics", "Tensors"]
    ),
    tests(
      "SessionTests",
      [
        "Session", "Rendering", "Interpreter", "Algorithms", "Operations", "Notation",
        "Diagnostics",
      ]
    ),
    tests("FilesTests", ["Files"]),
    tests(
      "NotebooksTests",
      [
        "Notebooks", "Files", "Session", "Rendering", "Interpreter", "Algorithms", "Notation",
        "Diagnostics",
      ],
      resources: [.copy("Fixtures")]
    ),
    tests(
      "CourseTests",
      [
        "Course", "Files", "Notebooks", "Session", "Rendering", "Interpreter", "Algorithms",
        "Notation", "Tensors", "Diagnostics",
      ],
      resources: [.copy("Fixtures")]
    ),
    tests("LineEditingTests", ["LineEditing", "Files", "Diagnostics"]),
    tests(
      "EndToEndTests",
      ["gradus", "Diagnostics", "TestSupport"],
      resources: [.copy("Sessions")]
    ),
    .target(
      name: "TestSupport",
      path: "Tests/TestSupport",
      resources: [.copy("Golden")],
      swiftSettings: settings
    ),
    tests("TestSupportTests", ["TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)

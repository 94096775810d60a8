extension SceneClass {
  /// The classes of the second transfer role: none of the source's, some of the first's.
  static let secondTransfer: [SceneClass] =
    transfer.filter { sharedByTransfers.contains($0.name) } + [
      SceneClass("giraffe", .coat) { $0.giraffe() },
      SceneClass("snake", .leaf) { $0.snake() },
      SceneClass("penguin", .coat) { $0.penguin() },
      SceneClass("octopus", .coat) { $0.octopus() },
      SceneClass("spider", .coat) { $0.spider() },
      SceneClass("locomotive", .paint) { $0.locomotive() },
      SceneClass("steamship", .paint) { $0.steamship() },
      SceneClass("rocket", .paint) { $0.rocket() },
      SceneClass("wheelbarrow", .paint) { $0.wheelbarrow() },
      SceneClass("key", .coat) { $0.key() },
      SceneClass("ladder", .coat) { $0.ladder() },
      SceneClass("bottle", .leaf) { $0.bottle() },
      SceneClass("watering can", .paint) { $0.wateringCan() },
      SceneClass("trumpet", .coat) { $0.trumpet() },
      SceneClass("piano", .coat) { $0.piano() },
      SceneClass("telephone", .paint) { $0.telephone() },
      SceneClass("book", .paint) { $0.book() },
      SceneClass("hat", .coat) { $0.hat() },
      SceneClass("bananas", .leaf) { $0.banana() },
      SceneClass("ice cream", .coat) { $0.iceCream() },
      SceneClass("tent", .paint) { $0.tent() },
      SceneClass("castle", .coat) { $0.castle() },
    ]

  /// What both transfer roles hold, the second in harder views.
  private static let sharedByTransfers: Set<String> = [
    "rabbit", "elephant", "crab", "helicopter", "motorbike", "scissors", "drum", "camera", "cactus",
    "windmill",
  ]
}

extension SceneClass {
  /// The classes of the first transfer role: none of the source's.
  static let transfer: [SceneClass] = [
    SceneClass("rabbit", .coat) { $0.rabbit() },
    SceneClass("owl", .coat) { $0.owl() },
    SceneClass("elephant", .coat) { $0.elephant() },
    SceneClass("turtle", .leaf) { $0.turtle() },
    SceneClass("crab", .paint) { $0.crab() },
    SceneClass("starfish", .coat) { $0.starfish() },
    SceneClass("snail", .coat) { $0.snail() },
    SceneClass("helicopter", .paint) { $0.helicopter() },
    SceneClass("motorbike", .paint) { $0.motorbike() },
    SceneClass("tractor", .paint) { $0.tractor() },
    SceneClass("hot-air balloon", .paint) { $0.hotAirBalloon() },
    SceneClass("scissors", .paint) { $0.scissors() },
    SceneClass("hammer", .coat) { $0.hammer() },
    SceneClass("anchor", .coat) { $0.anchor() },
    SceneClass("wine glass", .paint) { $0.wineGlass() },
    SceneClass("candle", .coat) { $0.candle() },
    SceneClass("drum", .paint) { $0.drum() },
    SceneClass("camera", .paint) { $0.camera() },
    SceneClass("spectacles", .coat) { $0.spectacles() },
    SceneClass("shoe", .paint) { $0.shoe() },
    SceneClass("pineapple", .leaf) { $0.pineapple() },
    SceneClass("cactus", .leaf) { $0.cactus() },
    SceneClass("windmill", .coat) { $0.windmill() },
  ]
}

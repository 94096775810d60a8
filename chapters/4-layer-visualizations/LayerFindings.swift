import Experiments

/// What was measured of one layer of a network: what the nine strongest images of its units have in common, and how much of their
/// projections lies on the object.
package struct LayerFindings: Codable, Sendable {
  /// The layer's name.
  package var name: String
  /// The maps of the trained network.
  package var trained: TopImages
  /// The maps of the same network before training.
  package var before: TopImages
  /// Random directions among the trained network's maps; none for the first layer.
  package var directions: TopImages?
  /// The projections of the trained network's maps on the object, a map each; empty where no image has a mask.
  package var trainedObjects: [ObjectEnergy]
  /// The same before training.
  package var objectsBefore: [ObjectEnergy]

  /// What was measured; see the properties of the same names.
  package init(
    name: String, trained: TopImages, before: TopImages, directions: TopImages?,
    trainedObjects: [ObjectEnergy], objectsBefore: [ObjectEnergy]
  ) {
    self.name = name
    self.trained = trained
    self.before = before
    self.directions = directions
    self.trainedObjects = trainedObjects
    self.objectsBefore = objectsBefore
  }
}

/// A kind of object: its name, the colors it likes, and the program that draws it.
///
/// The program draws in a square that reaches from −1 to 1 both ways, y downward; where the square lies in the
/// image, how large, and how turned, is not its business, so that pose tells nothing of the class. The lists of
/// classes stand one file a role beside this one.
struct SceneClass: Sendable {
  /// The name, as it is shown.
  let name: String
  /// Which colors it takes more often than others; near classes share them.
  let palette: ObjectPalette.Family
  /// Draws it.
  let draw: @Sendable (Brush) -> Void

  init(_ name: String, _ palette: ObjectPalette.Family, draw: @escaping @Sendable (Brush) -> Void) {
    self.name = name
    self.palette = palette
    self.draw = draw
  }
}

import SceneWorld

extension RunPlan {
  /// What a run of a session's settings leaves untested or cannot decide, a sentence each; as far as it is known before the run.
  ///
  /// - Throws: what opening the images of other roles throws.
  static func leftOut(of session: Session) throws -> [String] {
    if session.pageSetting.isTrial { return ["Every claim: a run so small decides nothing."] }
    var sentences = try Self.roles(session)
    if session.visualizationRequest.recipe.schedule.isKnownBeforehand {
      sentences.append(
        "Figure 4's epochs: the learning-rate schedule is fixed beforehand and decides them; the layers' order is tested."
      )
    }
    if session.configuration.training.recipe != .paper, session.configuration.seeds.paperRecipe == 0 {
      sentences.append("What is said of the paper's own recipe: no network is trained by it.")
    }
    sentences.append("Figure 6's clip, if it never fires.")
    return sentences
  }

  /// Roles without images, and sizes without networks from scratch.
  private static func roles(_ session: Session) throws -> [String] {
    var sentences: [String] = []
    let figures: [(SceneRole, String)] = [
      (.transfer, "Table 4 and half of Table 7"), (.secondTransfer, "Table 5, Figure 9 and half of Table 7"),
      (.multilabel, "Table 6"), (.faces, "Figure 8 and Table 1"),
    ]
    for (role, name) in figures where try session.images(for: role) == nil {
      sentences.append("\(name). \(session.reasonWithoutImages(for: role))")
    }
    if !session.choice.isDrawn {
      sentences.append("What needs masks or classes of known symmetry: in Figures 2, 5 and 7.")
    }
    for role in TransferRole.allCases {
      guard let source = try session.images(for: role.sceneRole) else { continue }
      let sizes = role.sizes(for: try TransferTarget(source, layers: [], session))
      let tooLarge = role.paperSizes.filter { !sizes.contains($0) }
      let unscratched = sizes.filter { !session.scratchSizes(sizes).contains($0) }
      func list(_ numbers: [Int]) -> String { numbers.map(String.init).joined(separator: ", ") }
      if !tooLarge.isEmpty {
        sentences.append(
          "\(role.rawValue)'s role at \(list(tooLarge)) a class: its smallest class has too few images.")
      }
      if !unscratched.isEmpty {
        sentences.append(
          "\(role.rawValue)'s role from scratch at \(list(unscratched)) a class: one fold trains the fewest and the most alone (roles.scratchFolds)."
        )
      }
    }
    return sentences
  }
}

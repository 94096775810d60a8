/// A claim in two reports: both verdicts, and how far the numbers agree.
public struct ClaimPair: Sendable {
  /// The claim as each report has it; nil where one does not have it.
  public let claims: Pair<Claim>

  /// The permanent name of the claim.
  public var id: String { claims.either?.id ?? "" }
  /// What it is called: its number, or its name where it has none.
  public var shownNumber: String { claims.either?.shownNumber ?? "" }
  /// Whether both reports have it.
  public var isInBoth: Bool { claims.a != nil && claims.b != nil }
  /// How far the numbers agree; nil where one report does not have the claim, or neither measured anything.
  public var agreement: Agreement? {
    let measured = Pair(claims.a?.measured, claims.b?.measured)
    return isInBoth && measured.either != nil ? Agreement(measured) : nil
  }
  /// Whether both have it, with other verdicts.
  public var hasOtherVerdict: Bool { isInBoth && claims.a?.verdict != claims.b?.verdict }
  /// Whether both have it, and ask for something else.
  public var hasOtherCriterion: Bool { isInBoth && claims.a?.criterion != claims.b?.criterion }
  /// Whether more than noise tells them apart: the number, the verdict, the criterion, or that one is missing.
  public var isChanged: Bool {
    !isInBoth || agreement == .changed || hasOtherVerdict || hasOtherCriterion
  }
}

extension ClaimPair: Encodable {
  private enum CodingKeys: String, CodingKey { case id, agreement, hasOtherVerdict, isChanged, a, b }

  /// Writes what differs beside the rows that `claims.json` has of the claim.
  public func encode(to encoder: any Encoder) throws {
    var out = encoder.container(keyedBy: CodingKeys.self)
    try out.encode(id, forKey: .id)
    try out.encode(agreement, forKey: .agreement)
    try out.encode(hasOtherVerdict, forKey: .hasOtherVerdict)
    try out.encode(isChanged, forKey: .isChanged)
    try out.encode(claims.a.map(ClaimsFile.Row.init), forKey: .a)
    try out.encode(claims.b.map(ClaimsFile.Row.init), forKey: .b)
  }
}

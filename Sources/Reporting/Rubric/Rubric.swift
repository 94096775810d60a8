import Foundation

/// The paper as a tree of what a replication of it can be checked by: each leaf is code that must be there, a run that must have been
/// made, or a result that must have been measured, and has a place in the report.
public struct Rubric: Sendable, Hashable, Codable {
  /// What a leaf asks for.
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// A chapter that makes the experiment.
    case code
    /// A figure or table that a run has made.
    case run
    /// A claim that a run has given a verdict.
    case result
  }

  /// A part of the paper, or one thing to check.
  public struct Node: Sendable, Hashable, Codable {
    /// Its permanent name, unique in the tree.
    public var id: String
    /// What must be so, in a sentence.
    public var requirement: String
    /// How much it counts among those beside it.
    public var weight: Int
    /// What it asks for; nil of a part.
    public var kind: Kind?
    /// The chapter that it is about, by its slug; nil of a part.
    public var chapter: String?
    /// The figure or table that shows it: of runs.
    public var anchor: String?
    /// The claim by its number: of results.
    public var claim: String?
    /// What a run says of it; nil before there is one, and of parts.
    public var answer: Answer?
    /// The share of it that is answered, 0…1; nil before there is a run.
    public var answered: Double?
    /// Its parts; nil of a leaf.
    public var parts: [Node]?

    /// A part of the paper.
    public init(_ id: String, _ requirement: String, weight: Int = 1, parts: [Node]) {
      (self.id, self.requirement, self.weight, self.parts) = (id, requirement, weight, parts)
    }

    private init(_ id: String, _ requirement: String, _ weight: Int, _ kind: Kind, _ chapter: String) {
      (self.id, self.requirement, self.weight) = (id, requirement, weight)
      (self.kind, self.chapter) = (kind, chapter)
    }

    /// Code: a chapter of the program.
    public static func code(_ chapter: String, _ requirement: String, weight: Int = 1) -> Node {
      Node("code.\(chapter)", requirement, weight, .code, chapter)
    }

    /// A run: a figure or table of a chapter, by its anchor.
    public static func run(_ anchor: String, of chapter: String, _ requirement: String, weight: Int = 1)
      -> Node
    {
      var node = Node("run.\(anchor)", requirement, weight, .run, chapter)
      node.anchor = anchor
      return node
    }

    /// A result: a claim of a chapter, by its number.
    public static func result(_ claim: String, of chapter: String, _ requirement: String, weight: Int = 1)
      -> Node
    {
      var node = Node("result.\(claim)", requirement, weight, .result, chapter)
      node.claim = claim
      return node
    }

    /// The leaves below it, or itself.
    public var leaves: [Node] { parts.map { $0.flatMap(\.leaves) } ?? [self] }
  }

  /// What a run says of a leaf.
  public struct Answer: Sendable, Hashable, Codable {
    /// Whether the leaf is answered. A claim that was not reproduced is: the question was asked, and the answer is no.
    public var isAnswered: Bool
    /// The verdict, of results that were measured.
    public var verdict: Verdict?
    /// What there is, at which scale, or why there is nothing.
    public var text: String
  }

  /// The number of the file's format.
  public var format = 1
  /// The paper: authors, title, where it appeared.
  public var paper: String
  /// How answers are to be read.
  public var reading: String
  /// Profile, images and seed of the run that answers; nil where there is none.
  public var run: String?
  /// The whole paper, divided by its sections.
  public var root: Node

  /// The tree of a paper.
  public init(paper: String, reading: String, root: Node) {
    (self.paper, self.reading, self.root) = (paper, reading, root)
  }

  /// The bytes of the file; the same tree gives the same bytes.
  ///
  /// - Throws: `EncodingError`, which no rubric causes.
  public func json() throws -> Data { try ReportFile.json(self, pretty: true) }
}

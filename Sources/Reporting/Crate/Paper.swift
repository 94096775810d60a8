import Files

/// The paper that is replicated, as an RO-Crate cites it.
enum Paper {
  /// The address that names it.
  static let address = "https://doi.org/10.1007/978-3-319-10590-1_53"

  /// The paper and its authors.
  static var entities: [CrateEntity] {
    [
      CrateEntity(
        address, "ScholarlyArticle",
        [
          "name": "Visualizing and Understanding Convolutional Networks",
          "author": .references(authors.map(\.id)), "datePublished": "2014",
          "isPartOf": "Computer Vision – ECCV 2014", "identifier": "arXiv:1311.2901",
          "sameAs": .reference("https://arxiv.org/abs/1311.2901"),
        ])
    ] + authors.map { CrateEntity($0.id, "Person", ["name": .string($0.name)]) }
  }

  private static let authors = [
    (id: "#zeiler", name: "Matthew D. Zeiler"), (id: "#fergus", name: "Rob Fergus"),
  ]
}

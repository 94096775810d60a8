import Experiments
import Foundation
import Replication
import Testing

/// Groups of networks: what they are called, how many networks they have, and how their errors are averaged.
@Suite struct NetworkGroupTests {
  private func session(_ arguments: [String]) throws -> Session {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString)")
    return try Session(try RunOptions.parse(["--quiet", "--output", folder.path] + arguments))
  }

  @Test func titlesSayWhatSetsAGroupApartFromTheRun() throws {
    let session = try session([])
    defer { try? FileManager.default.removeItem(at: session.output) }
    let networks = session.networks
    #expect(networks.zfnets.title == "ZFNet")
    #expect(networks.group(.zfnet, recipe: .paper, count: 1).title == "ZFNet, paper's recipe")
    let unclipped = networks.group(.alexnet, recipe: .paper, isClipped: false, count: 2)
    #expect(unclipped.title == "AlexNet, paper's recipe, no clip")
    #expect(unclipped.requests.allSatisfy { $0.recipe.filterClip == nil })
    #expect(Set(unclipped.members.map(\.recipe.seed)).count == 2)
  }

  @Test func oneOfHalfTheSamplesBelongsToAGroup() throws {
    let session = try session(["--set", "training.samples=1024"])
    defer { try? FileManager.default.removeItem(at: session.output) }
    let group = session.networks.zfnets
    #expect(group.requests.count == group.members.count + 1)
    #expect(group.half.recipe.samples == 512 && group.half.recipe.evaluations == 1)
    #expect(group.half.recipe.differences(from: group.members[0].recipe) == ["evaluations", "samples"])
    // Plateau annealing acts where the validation images are looked at.
    let paper = session.networks.group(.zfnet, recipe: .paper, count: 1)
    #expect(paper.half.recipe.differences(from: paper.members[0].recipe) == ["samples"])
  }

  @Test func someOfTwiceTheSamplesBelongToAGroupThatIsChecked() throws {
    let session = try session(["--set", "training.samples=1024", "--set", "seeds.doubled=2"])
    defer { try? FileManager.default.removeItem(at: session.output) }
    let group = session.networks.zfnets
    #expect(group.doubled.map(\.recipe.samples) == [2048, 2048])
    #expect(group.doubled[1].recipe.differences(from: group.members[1].recipe) == ["evaluations", "samples"])
    #expect(group.requests.count == group.members.count + 3)
  }

  @Test func countsAreTheConfigurations() throws {
    let session = try session(["--set", "seeds.alexnet=4", "--set", "seeds.paperRecipe=0"])
    defer { try? FileManager.default.removeItem(at: session.output) }
    #expect(session.networks.group(.alexnet)?.members.count == 4)
    #expect(session.networks.group(.zfnetWide) == nil)
    #expect(session.networks.group(.alexnet, count: 0).members.count == 1)
    #expect(session.networks.paperGroup(.zfnet) == nil)
    let paper = try self.session(["--profile", "paper"])
    defer { try? FileManager.default.removeItem(at: paper.output) }
    #expect(paper.networks.paperGroup(.zfnet)?.title == "ZFNet")
  }

  @Test func errorsAreMeansOverTheNetworks() {
    let group = TrainedGroup(
      kind: .zfnet, recipe: .standard, title: "made up",
      ranks: [ClassRanks([0, 1, 5, 0]), ClassRanks([1, 1, 6, 9])])
    #expect(group.top1 == (0.5 + 1) / 2)
    #expect(group.mistakes == [[0, 1, 1, 0], [1, 1, 1, 1]])
  }
}

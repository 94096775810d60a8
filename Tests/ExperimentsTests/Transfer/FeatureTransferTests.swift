import Experiments
import Testing

@Suite(.serialized) struct FeatureTransferTests {
  private let labels = (0..<120).map { $0 % 4 }

  @Test func aSplitTakesTheSameNumberOfEachClassAndSharesNothing() {
    let split = TransferSplit(labels: labels, perClass: 5, testPerClass: 10, seed: 1)
    for label in 0..<4 {
      #expect(split.training.count { labels[$0] == label } == 5)
      #expect(split.test.count { labels[$0] == label } == 10)
    }
    #expect(Set(split.training).isDisjoint(with: split.test))
    #expect(Set(split.training + split.test).count == 60)
  }

  @Test func moreToLearnFromIsNestedAndJudgedByTheSame() {
    let few = TransferSplit(labels: labels, perClass: 5, testPerClass: 10, seed: 1)
    let many = TransferSplit(labels: labels, perClass: 20, testPerClass: 10, seed: 1)
    #expect(Set(few.training).isSubset(of: many.training))
    #expect(Set(few.test) == Set(many.test))
  }

  @Test func foldsAndSeedsDiffer() {
    let first = TransferSplit(labels: labels, perClass: 5, seed: 1, fold: 0)
    #expect(first != TransferSplit(labels: labels, perClass: 5, seed: 1, fold: 1))
    #expect(first != TransferSplit(labels: labels, perClass: 5, seed: 2, fold: 0))
    #expect(first == TransferSplit(labels: labels, perClass: 5, seed: 1))
  }

  @Test func aSmallClassKeepsOneImageToBeJudgedBy() {
    let split = TransferSplit(labels: [0, 0, 0, 1, 1, 1, 1, 1, 1], perClass: 5, seed: 1)
    #expect(split.training.count == 2 + 5 && split.test.count == 1 + 1)
  }

  @Test func classesCountAlikeWhateverTheirSize() {
    // Class 0: 4 of 4; class 1: 0 of 1.
    let accuracy = FeatureTransfer.meanClassAccuracy(predictions: [0, 0, 0, 0, 0], labels: [0, 0, 0, 0, 1])
    #expect(accuracy == 0.5)
  }

  @Test func leavingImagesOutMovesTheAccuracyByAtMostTheirSharesOfClasses() throws {
    // Class 0 has three images, of which one is left out; class 1 has two, of which one is.
    let outcome = TransferOutcome(
      images: [3, 4, 5, 6, 7], labels: [0, 0, 0, 1, 1], predictions: [0, 1, 1, 0, 1])
    let most = outcome.largestChange { [3, 7].contains($0) }
    #expect(abs(most - (1.0 / 3 + 1.0 / 2) / 2) < 1e-12)
    let rest = try #require(outcome.filtered { ![3, 7].contains($0) })
    #expect(outcome.accuracy - rest.accuracy <= most)
    #expect(outcome.largestChange { _ in false } == 0)
  }

  @Test func imageScoresHaveTheMeanAccuracyOverFolds() {
    let folds = [
      TransferOutcome(images: [4, 0, 2, 7], labels: [1, 0, 0, 0], predictions: [1, 0, 1, 0]),
      TransferOutcome(images: [4, 5, 2], labels: [1, 1, 0], predictions: [0, 1, 0]),
    ]
    let scores = TransferOutcome.imageScores(folds)
    #expect(scores.count == 5)
    let mean = (folds[0].accuracy + folds[1].accuracy) / 2
    #expect(abs(scores.reduce(0, +) / 5 - mean) < 1e-12)
    // Image 4 is the whole of its class in the first fold, and named wrongly in the second.
    #expect(abs(scores[2] - 5 * 0.25) < 1e-12)
  }

  @Test(arguments: LinearMethod.allCases) func goodFeaturesNeedFewImages(_ method: LinearMethod) throws {
    let good = ClusterFeatures.make(count: 400, classes: 4, distance: 12, seed: 1)
    let poor = ClusterFeatures.make(count: 400, classes: 4, distance: 0, seed: 1)
    let split = TransferSplit(labels: good.labels, perClass: 5, seed: 1)
    #expect(try FeatureTransfer.outcome(of: good, split, by: method, seed: 1).accuracy > 0.95)
    #expect(abs(try FeatureTransfer.outcome(of: poor, split, by: method, seed: 1).accuracy - 0.25) < 0.13)
  }
}

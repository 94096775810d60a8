import Experiments
import Foundation
import Tensors
import Testing

@Suite(.serialized) struct LinearProbeTests {
  private func accuracy(_ hits: [Double]) -> Double { hits.reduce(0, +) / Double(hits.count) }

  @Test(arguments: LinearMethod.allCases) func separableClassesAreSeparated(_ method: LinearMethod) throws {
    let training = ClusterFeatures.make(count: 200, classes: 5, distance: 40, seed: 1)
    let test = ClusterFeatures.make(count: 100, classes: 5, distance: 40, seed: 2)
    let probe = try LinearProbe(method, learningFrom: training, seed: 1)
    #expect(probe.classifier.hits(on: training).allSatisfy { $0 == 1 })
    #expect(probe.classifier.hits(on: test).allSatisfy { $0 == 1 })
  }

  @Test(arguments: LinearMethod.allCases) func shuffledLabelsAreGuessed(_ method: LinearMethod) throws {
    let points = ClusterFeatures.make(count: 400, classes: 4, distance: 3, seed: 3)
    let training = ClusterFeatures.shuffled(points, seed: 4)
    let test = ClusterFeatures.make(count: 1000, classes: 4, distance: 3, seed: 5)
    let shuffled = ClusterFeatures.shuffled(test, seed: 6)
    let estimate = try LinearProbe(method, learningFrom: training, seed: 1).accuracy(on: shuffled, seed: 1)
    // Four standard deviations of 1000 guesses at a quarter.
    #expect(abs(estimate.value - 0.25) < 0.055)
    #expect(estimate.low < 0.25 && estimate.high > 0.25)
    let honest = try LinearProbe(method, learningFrom: points, seed: 1).classifier.hits(on: test)
    #expect(accuracy(honest) > 0.6)
  }

  @Test(arguments: LinearMethod.allCases) func twoClassesAreSeparatedToo(_ method: LinearMethod) throws {
    let training = ClusterFeatures.make(count: 40, classes: 2, distance: 30, seed: 1)
    let classifier = try method.fit(training, strength: method.strengths[2])
    #expect(classifier.hits(on: training).allSatisfy { $0 == 1 })
    let scores = classifier.scores(of: training.values)
    for row in 0..<40 {
      let sum = scores[row * 2] + scores[row * 2 + 1]
      #expect(abs(sum) < 1e-3)
    }
  }

  /// With 60 features of which one tells the class and few examples, a bold fit memorizes the noise.
  @Test(arguments: LinearMethod.allCases) func noiseAsksForACautiousFit(_ method: LinearMethod) throws {
    func examples(_ count: Int, seed: UInt64) -> LabeledFeatures {
      var stream = RandomStream(seed: seed, domain: "noise")
      let labels = (0..<count).map { $0 % 2 }
      var values: [Float] = []
      for label in labels {
        for column in 0..<60 {
          let signal = column == 0 ? Double(2 * label - 1) : 0
          values.append(Float(signal + stream.normal()))
        }
      }
      return LabeledFeatures(values: Tensor([count, 60], values), labels: labels, classes: 2)
    }
    let (training, test) = (examples(80, seed: 1), examples(2000, seed: 2))
    let probe = try LinearProbe(method, learningFrom: training, seed: 3)
    let best = try #require(probe.heldOutAccuracies.max())
    let isWholeRange = probe.heldOutAccuracies.count == method.strengths.count
    #expect(isWholeRange || probe.heldOutAccuracies.suffix(1).allSatisfy { $0 < best })
    let place = try #require(method.strengths.firstIndex(of: probe.strength))
    #expect(probe.heldOutAccuracies[place] == best && !probe.heldOutAccuracies[..<place].contains(best))
    let bold = try method.fit(training, strength: method.strengths.last!)
    #expect(accuracy(probe.classifier.hits(on: test)) > accuracy(bold.hits(on: test)) + 0.02)
  }

  @Test func aClassThatWasNeverSeenIsNeverNamed() throws {
    let three = ClusterFeatures.make(count: 60, classes: 3, distance: 30, seed: 1)
    let seen = three.rows(three.labels.indices.filter { three.labels[$0] != 1 })
    for method in LinearMethod.allCases {
      let named = try method.fit(seen, strength: method.strengths[3]).predictions(for: three.values)
      #expect(!named.contains(1) && named.contains(0) && named.contains(2))
    }
  }

  /// At the minimum the gradient vanishes: for each class and feature, the mean of (p − onehot)·x is −decay·w.
  @Test func softmaxRegressionEndsAtTheMinimum() throws {
    let examples = ClusterFeatures.make(count: 150, classes: 3, dimension: 5, distance: 2, seed: 1)
    let decay = 0.05
    let classifier = try LinearMethod.softmax.fit(examples, strength: decay)
    let x = classifier.standardization.apply(to: examples.values)
    let scores = classifier.scores(of: examples.values)
    var gradient = [Double](repeating: 0, count: 15)
    for row in 0..<150 {
      let exponentials: [Double] = (0..<3).map { exp(Double(scores[row * 3 + $0])) }
      let total = exponentials.reduce(0, +)
      for index in 0..<3 {
        let truth: Double = examples.labels[row] == index ? 1 : 0
        let share = exponentials[index] / total - truth
        for column in 0..<5 {
          gradient[index * 5 + column] += share * Double(x[row * 5 + column]) / 150
        }
      }
    }
    for index in 0..<15 {
      let pull = decay * Double(classifier.weights[index])
      #expect(abs(gradient[index] + pull) < 1e-4)
    }
  }

  /// Half the squared length, bias included, plus C times the sum of squared hinges: where the fit ends, each class's gradient
  /// is below a hundredth of what it is at zero, wherever the search began.
  @Test(arguments: [2, 5], [true, false])
  func supportVectorMachinesEndAtTheMinimum(_ classes: Int, startAtZero: Bool) throws {
    let dimension = 12
    let examples = ClusterFeatures.make(
      count: 200, classes: classes, dimension: dimension, distance: 2, seed: 1)
    var last: LinearClassifier?
    for strength in LinearMethod.supportVectors.strengths {
      let classifier = try LinearMethod.supportVectors.fit(
        examples, strength: strength, startingFrom: startAtZero ? nil : last)
      last = classifier
      let x = classifier.standardization.apply(to: examples.values)
      let scores = classifier.scores(of: examples.values)
      let cost = strength / Double(dimension)
      for label in 0..<classes {
        // Columns of x, and the constant 1 of the bias after them.
        var atEnd = (0..<dimension).map { Double(classifier.weights[label * dimension + $0]) }
        atEnd.append(Double(classifier.biases[label]))
        var atStart = [Double](repeating: 0, count: dimension + 1)
        for row in 0..<examples.count {
          let side: Double = examples.labels[row] == label ? 1 : -1
          let missing = max(0, 1 - side * Double(scores[row * classes + label]))
          for column in 0...dimension {
            let value = column == dimension ? 1 : Double(x[row * dimension + column])
            atEnd[column] -= 2 * cost * missing * side * value
            atStart[column] -= 2 * cost * side * value
          }
        }
        func length(_ vector: [Double]) -> Double { vector.map { $0 * $0 }.reduce(0, +).squareRoot() }
        #expect(length(atEnd) < 0.011 * length(atStart), "class \(label), strength \(strength)")
      }
    }
  }

  @Test func standardizationGivesMeanZeroAndDeviationOne() {
    let table = Tensor<Float>([3, 3], [1, 7, 1e6, 2, 7, 2e6, 3, 7, 3e6])
    let result = Standardization(of: table).apply(to: table)
    let edge: Float = 1.2247449
    let expected: [Float] = [-edge, 0, -edge, 0, 0, 0, edge, 0, edge]
    for (value, wanted) in zip(result.scalars, expected) { #expect(abs(value - wanted) < 1e-5) }
  }
}

import Experiments
import Tensors
import Testing
import Visualization

@Suite struct EvolutionTests {
  @Test func whatSettlesStaysWithinTheBound() {
    let epochs = [1.0, 2, 5, 10]
    func settled(_ distances: [Double]) -> Double {
      Settling.epoch(of: distances, at: epochs, within: 0.1, end: 70)
    }
    #expect(settled([0.5, 0.05, 0.04, 0.01]) == 2)
    // It came near, left again, and came back.
    #expect(settled([0.05, 0.05, 0.3, 0.1]) == 10)
    #expect(settled([0.1, 0, 0, 0]) == 1)
    #expect(settled([0, 0, 0, 0.2]) == 70)
  }

  @Test func whatHasNoDistanceDoesNotSettle() {
    // By moment and item: the second item falls silent, the third never comes near.
    let moments: [[Double?]] = [[0.5, 0.5, 0.5], [0.1, nil, 0.4], [0.05, 0.1, 0.3]]
    #expect(Settling.epochs(of: moments, at: [0, 1, 2], within: 0.1, end: 70) == [1, 70])
    #expect(Settling.epochs(of: [], at: [], within: 0.1, end: 70) == [])
  }

  @Test func theWayLeftIsAShareOfTheWholeWay() {
    let left = Settling.shareLeft([[0.8, 0, nil], [0.2, 0.3, 0.3]])
    #expect(left[0] == [1, nil, nil] && left[1] == [0.2 / 0.8, nil, nil])
    #expect(Settling.shareLeft([]).isEmpty)
  }

  @Test func aJumpIsAChangeOfTheStrongestImage() {
    func search(_ images: [Int?]) -> TopActivations {
      TopActivations(
        layer: "conv1",
        hits: images.map { image in
          image.map { [TopActivations.Hit(image: $0, row: 0, column: 0, value: 1)] } ?? []
        })
    }
    let strongest = StrongestImages([
      search([4, 1, nil, 3]), search([4, 2, 5, nil]), search([4, 2, 6, nil]), search([4, 1, 6, nil]),
    ])
    #expect((0..<4).map { strongest.jumps(channel: 0, at: $0) } == [false, false, false, false])
    #expect((0..<4).map { strongest.jumps(channel: 1, at: $0) } == [false, true, false, true])
    #expect((0..<4).map { strongest.jumps(channel: 2, at: $0) } == [false, true, true, false])
    // The last map is silent at the end.
    #expect(strongest.jumpCounts(within: 0..<4) == [0, 2, 2])
    #expect(strongest.jumpCounts(within: 3..<4) == [0, 1, 0])
  }

  @Test func filtersAreComparedWhateverTheirLength() throws {
    let final = Tensor<Float>([2, 1, 1, 3], [1, 2, 3, 1, 0, -1])
    let scaled = Tensor<Float>([2, 1, 1, 3], [2, 4, 6, -3, 0, 3])
    let distances = LayerDistance.filters(scaled, to: final)
    #expect(abs(try #require(distances[0])) < 1e-12)
    #expect(abs(try #require(distances[1]) - 2) < 1e-12)
    #expect(LayerDistance.filters(Tensor(zeros: [2, 1, 1, 3]), to: final) == [nil, nil])
  }
}

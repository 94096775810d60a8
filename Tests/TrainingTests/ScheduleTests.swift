import Testing
import Training

@Suite struct ScheduleTests {
  @Test func theCosineRisesPeaksAndFallsToNothing() {
    let schedule = Schedule.warmupCosine(warmup: 0.1)
    let shares = (0..<100).map { schedule.share(step: $0, of: 100, plateauDrops: 0) }
    #expect(shares[0] < 0.1)
    #expect(zip(shares[0..<9], shares[1..<10]).allSatisfy { $0 < $1 })
    #expect(zip(shares[10..<99], shares[11..<100]).allSatisfy { $0 > $1 })
    #expect(shares.max()! > 0.99 && shares.max()! <= 1)
    #expect(shares[99] < 0.001)
  }

  @Test func thePlateauDividesTheRate() {
    let schedule = Schedule.plateau(factor: 0.1, patience: 2)
    #expect(schedule.share(step: 5, of: 10, plateauDrops: 0) == 1)
    #expect(abs(schedule.share(step: 5, of: 10, plateauDrops: 2) - 0.01) < 1e-12)
    var state = PlateauState()
    for error in [5.0, 4, 4, 3] { state.observe(error, patience: 2, chance: 10) }
    #expect(state.drops == 0)
    for error in [3.0, 3.5] { state.observe(error, patience: 2, chance: 10) }
    #expect(state.drops == 1)
    state.observe(3, patience: 2, chance: 10)
    #expect(state.drops == 1)
    state.observe(3, patience: 2, chance: 10)
    #expect(state.drops == 2)
  }

  /// At the loss of chance level the rate is not lowered, however long it lasts.
  @Test func aNetworkThatHasNotBegunToLearnKeepsItsRate() {
    var state = PlateauState()
    for _ in 0..<20 { state.observe(2.3, patience: 2, chance: 2.3) }
    #expect(state.drops == 0)
    for loss in [2.0, 2.1, 2.1] { state.observe(loss, patience: 2, chance: 2.3) }
    #expect(state.drops == 1)
    for loss in [2.3, 2.3] { state.observe(loss, patience: 2, chance: 2.3) }
    #expect(state.drops == 2)
  }

  /// Below a ten-thousandth of the rate nothing moves any more, however long a run goes on.
  @Test func theRateFallsFourTimesAtMost() {
    var state = PlateauState()
    for _ in 0..<100 { state.observe(1, patience: 1, chance: 10) }
    #expect(state.drops == 4)
  }
}

import Foundation
import Processes
import Testing

@Suite struct RunClockTests {
  @Test func timePassesForward() {
    let clock = RunClock()
    let first = clock.elapsed
    usleep(2000)
    let second = clock.elapsed
    #expect(first >= 0 && second - first >= 0.002 && second < 60)
    #expect(clock.cpuSeconds >= 0)
  }
}

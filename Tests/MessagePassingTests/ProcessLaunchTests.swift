import MessagePassing
import Testing

@Suite struct ProcessLaunchTests {
  @Test func launchersAreUnderstood() {
    let cases: [([String: String], [Int]?)] = [
      (["OMPI_COMM_WORLD_RANK": "2", "OMPI_COMM_WORLD_SIZE": "4"], [2, 4]),
      (["PMIX_RANK": "1", "SLURM_STEP_NUM_TASKS": "8"], [1, 8]),
      (["PMI_RANK": "0", "PMI_SIZE": "2"], [0, 2]),
      (["OMPI_COMM_WORLD_RANK": "0", "OMPI_COMM_WORLD_SIZE": "1"], nil),
      (["OMPI_COMM_WORLD_RANK": "4", "OMPI_COMM_WORLD_SIZE": "4"], nil),
      (["OMPI_COMM_WORLD_SIZE": "4"], nil),
      (["SLURM_STEP_NUM_TASKS": "4"], nil),
      ([:], nil),
    ]
    for (environment, expected) in cases {
      let launch = ProcessLaunch(environment)
      #expect(launch.map { [$0.rank, $0.size] } == expected, "\(environment)")
    }
  }

  @Test func errorsSayWhatToDo() {
    let missing = MessagePassingError.noLibrary(processes: 4, cause: "libmpi.so.40: not there")
    #expect(missing.description.contains("apt-get install openmpi-bin"))
    #expect(missing.description.contains("libmpi.so.40: not there"))
    #expect(MessagePassingError.foreignLauncher(started: 4, found: 1).description.contains("mpirun"))
  }

  /// A wait is told of after a minute, and then ever more seldom.
  @Test func longWaitsAreToldOf() {
    var wait = LongWait()
    var words: [Int: String] = [:]
    for second in 0..<1000 {
      if let word = wait.word(after: .seconds(second), of: 1, for: 2) { words[second] = word }
    }
    #expect(words.keys.sorted() == [60, 120, 240, 480, 960])
    #expect(words[240]?.hasPrefix("process 1 has waited for process 2 for 4 min") == true)
  }
}

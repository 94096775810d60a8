import Foundation
import Processes

/// How this process was started together with others, as MPI's launchers say in the environment.
public struct ProcessLaunch: Equatable, Sendable {
  /// The number of this process, from 0.
  public let rank: Int
  /// How many were started.
  public let size: Int

  /// How this process was started; nil where it was started alone.
  public static var current: ProcessLaunch? { ProcessLaunch(ProcessInfo.processInfo.environment) }

  /// What an environment says; nil where it tells of no other process.
  package init?(_ environment: [String: String]) {
    // Open MPI's mpirun; Slurm's srun for Open MPI; the launchers of MPICH and its relatives.
    let names = [
      ("OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE"), ("PMIX_RANK", "SLURM_STEP_NUM_TASKS"),
      ("PMI_RANK", "PMI_SIZE"),
    ]
    for (rankName, sizeName) in names {
      guard let rank = environment[rankName].flatMap({ Int($0) }),
        let size = environment[sizeName].flatMap({ Int($0) }), size > 1, 0..<size ~= rank
      else { continue }
      (self.rank, self.size) = (rank, size)
      return
    }
    return nil
  }

  /// Ends the process with 64 where it was started together with others, in a program that is one process: they would do the same work
  /// and be in each other's way.
  ///
  /// - Parameter program: what was started, such as `zfnet plan`.
  public static func refuseOthers(_ program: String) {
    guard let launch = current else { return }
    if launch.rank == 0 {
      StandardStreams.tell(
        "Error: \(program) was started as \(launch.size) processes; only zfnet train divides its work among processes: start this "
          + "without mpirun")
    }
    exit(64)
  }
}

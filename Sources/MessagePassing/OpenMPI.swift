import CMPI

/// Open MPI, where it is on the machine.
///
/// It is not linked but loaded when it is first asked for: one build serves machines with and without it, a build needs none of its
/// files, and what was built does not change with what happened to be installed.
public enum OpenMPI {
  /// What the library calls itself, such as `Open MPI v4.1.4`; nil where it is not there.
  public static var name: String? { zfnet_mpi_load() == nil ? String(cString: zfnet_mpi_name()) : nil }

  /// Joins the processes that this one was started together with; nil where it was started alone.
  ///
  /// - Throws: `MessagePassingError`.
  public static func join() throws -> ProcessGroup? {
    guard let launch = ProcessLaunch.current else { return nil }
    if let cause = zfnet_mpi_load() {
      throw MessagePassingError.noLibrary(processes: launch.size, cause: String(cString: cause))
    }
    let transport = try OpenMPITransport()
    guard transport.size == launch.size else {
      transport.leave()
      throw MessagePassingError.foreignLauncher(started: launch.size, found: transport.size)
    }
    return ProcessGroup(transport)
  }
}

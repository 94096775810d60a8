/// What keeps processes from working together.
public enum MessagePassingError: Error, CustomStringConvertible, Equatable {
  /// Several processes were started, and there is no library by which they could speak.
  case noLibrary(processes: Int, cause: String)
  /// The processes were started by something that the library does not understand.
  case foreignLauncher(started: Int, found: Int)
  /// A message that could not be sent or received, in the library's words.
  case failed(cause: String)

  /// What happened, and what to do.
  public var description: String {
    switch self {
    case .noLibrary(let processes, let cause):
      "\(processes) processes were started together, but Open MPI cannot be loaded (\(cause)); "
        + "install it (on Debian: apt-get install openmpi-bin), or start one process"
    case .foreignLauncher(let started, let found):
      "\(started) processes were started together, of which Open MPI finds \(found); start them by Open MPI's own mpirun"
    case .failed(let cause):
      "the other processes cannot be reached (\(cause)); what was done is saved, and the same command goes on from there"
    }
  }
}

import COneDNN
import Foundation

/// The CPU as oneDNN sees it: one engine and one in-order stream, shared by the process.
///
/// Each of the library's operations runs on the thread that asks for it, and on no other, so that operations of different
/// threads run side by side and none waits for another. What is to be spread over threads is spread by `ParallelLoop`.
public final class ComputeDevice: @unchecked Sendable {
  /// The device of the process: its CPU, which all engines share.
  public static let shared = ComputeDevice()

  let engine: dnnl_engine_t
  /// Holds nothing on a CPU: what is put in has run when the call returns.
  let stream: dnnl_stream_t

  private init() {
    if let objection = zfnet_dnnl_threads_objection() {
      Self.stop("it cannot be held to one thread: \(String(cString: objection))")
    }
    zfnet_dnnl_use_calling_thread()
    var engine: dnnl_engine_t?
    var stream: dnnl_stream_t?
    guard dnnl_engine_create(&engine, dnnl_cpu, 0) == dnnl_success, let engine,
      dnnl_stream_create(&stream, engine, dnnl_stream_default_flags.rawValue) == dnnl_success, let stream
    else { Self.stop("it finds no CPU that it can compute on") }
    self.engine = engine
    self.stream = stream
  }

  /// Ends the program with a word about the library: without one that serves there is nothing to compute with.
  private static func stop(_ cause: String) -> Never {
    let line =
      "Error: oneDNN \(libraryVersion) does not serve here: \(cause). scripts/install-dependencies names the package.\n"
    FileHandle.standardError.write(Data(line.utf8))
    exit(69)
  }

  /// oneDNN's version, for provenance: `2.6.3`.
  public static var libraryVersion: String {
    let version = dnnl_version()!.pointee
    return "\(version.major).\(version.minor).\(version.patch)"
  }

  /// The widest instruction set that oneDNN uses here, for provenance: `avx512_core_bf16`, ….
  public static var instructionSet: String { String(cString: zfnet_dnnl_instruction_set()) }
}

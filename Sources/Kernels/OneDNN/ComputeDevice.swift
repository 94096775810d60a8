import COneDNN
import Foundation

/// The CPU as oneDNN sees it: one engine and one in-order stream, shared by the process.
///
/// oneDNN spreads each operation over threads of its own, which a second operation would only take away. So one runs at
/// a time, whichever threads ask for them: everything that computes goes through `exclusively`. Engines of different
/// threads can stand side by side; one engine belongs to one thread at a time.
public final class ComputeDevice: @unchecked Sendable {
  /// The device of the process: its CPU, which all engines share.
  public static let shared = ComputeDevice()

  let engine: dnnl_engine_t
  let stream: dnnl_stream_t
  /// Recursive, so that work may be made of smaller work on the same thread.
  private let turn = NSRecursiveLock()

  private init() {
    var engine: dnnl_engine_t?
    var stream: dnnl_stream_t?
    guard dnnl_engine_create(&engine, dnnl_cpu, 0) == dnnl_success, let engine,
      dnnl_stream_create(&stream, engine, dnnl_stream_default_flags.rawValue) == dnnl_success, let stream
    else { fatalError("oneDNN finds no CPU engine") }
    self.engine = engine
    self.stream = stream
  }

  /// Does a piece of work when no other thread has the device, and keeps others waiting until it is done.
  func exclusively<Failure: Error>(_ work: () throws(Failure) -> Void) throws(Failure) {
    turn.lock()
    defer { turn.unlock() }
    try work()
  }

  /// oneDNN's version, for provenance: `2.6.3`.
  public static var libraryVersion: String {
    let version = dnnl_version()!.pointee
    return "\(version.major).\(version.minor).\(version.patch)"
  }

  /// The widest instruction set that oneDNN uses here, for provenance: `avx512_core_bf16`, ….
  public static var instructionSet: String {
    switch dnnl_get_effective_cpu_isa() {
    case dnnl_cpu_isa_sse41: "sse41"
    case dnnl_cpu_isa_avx: "avx"
    case dnnl_cpu_isa_avx2: "avx2"
    case dnnl_cpu_isa_avx2_vnni: "avx2_vnni"
    case dnnl_cpu_isa_avx512_core: "avx512_core"
    case dnnl_cpu_isa_avx512_core_vnni: "avx512_core_vnni"
    case dnnl_cpu_isa_avx512_core_bf16: "avx512_core_bf16"
    case dnnl_cpu_isa_avx512_core_amx: "avx512_core_amx"
    case let other: "isa \(other.rawValue)"
    }
  }

  /// Sets how many threads oneDNN's primitives use from now on where this thread runs them. Bits may change with the
  /// number.
  ///
  /// oneDNN is built on OpenMP, whose setter is looked up at run time: the library has no header for it.
  public static func setThreads(_ count: Int) {
    precondition(count > 0, "\(count) threads")
    _ = shared
    typealias Setter = @convention(c) (Int32) -> Void
    if let symbol = dlsym(nil, "omp_set_num_threads") {
      unsafeBitCast(symbol, to: Setter.self)(Int32(count))
    }
  }
}

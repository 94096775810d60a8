import COneDNN

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
    zfnet_dnnl_use_calling_thread()
    var engine: dnnl_engine_t?
    var stream: dnnl_stream_t?
    guard dnnl_engine_create(&engine, dnnl_cpu, 0) == dnnl_success, let engine,
      dnnl_stream_create(&stream, engine, dnnl_stream_default_flags.rawValue) == dnnl_success, let stream
    else { fatalError("oneDNN finds no CPU engine") }
    self.engine = engine
    self.stream = stream
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
}

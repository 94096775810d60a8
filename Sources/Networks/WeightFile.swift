import Foundation
import Tensors
public struct WeightFile {
  public var tensors: [(String, Tensor<Float>)]
  public var metadata: [String: String]
  public init(tensors: [(String, Tensor<Float>)], metadata: [String: String]) { self.tensors = tensors; self.metadata = metadata }
  public subscript(name: String) -> Tensor<Float>? { tensors.first { $0.0 == name }?.1 }
  struct H: Codable { var names: [String]; var shapes: [[Int]]; var meta: [String: String] }
  public init(contentsOf url: URL) throws {
    let d = try Data(contentsOf: url); let n = Int(d.prefix(8).withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) })
    let h = try JSONDecoder().decode(H.self, from: d[8..<(8 + n)])
    metadata = h.meta; tensors = []
    var at = 8 + n
    for (name, s) in zip(h.names, h.shapes) {
      let c = s.reduce(1, *)
      let f: [Float] = d[at..<(at + 4 * c)].withUnsafeBytes { raw in (0..<c).map { raw.loadUnaligned(fromByteOffset: $0 * 4, as: Float.self) } }
      tensors.append((name, Tensor(Shape(s), f))); at += 4 * c
    }
  }
  public func write(to url: URL) throws {
    let h = try JSONEncoder().encode(H(names: tensors.map(\.0), shapes: tensors.map { $0.1.shape.dimensions }, meta: metadata))
    var d = Data(); withUnsafeBytes(of: UInt64(h.count)) { d.append(contentsOf: $0) }; d.append(h)
    for (_, t) in tensors { t.withUnsafeBuffer { d.append(contentsOf: UnsafeRawBufferPointer($0)) } }
    try d.write(to: url, options: .atomic)
  }
}

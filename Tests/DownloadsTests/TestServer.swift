import Foundation
import Synchronization

/// A server of one file on the loopback interface, which misbehaves as it is told.
final class TestServer: Sendable {
  /// How it answers.
  struct Manner: Sendable {
    var body: Data
    /// After how many bytes of a body each connection is closed.
    var dropsAfter: Int?
    /// Whether a part can be asked for.
    var takesRanges = true
    /// The length that it states, where that is not the true one.
    var statedLength: Int?
    /// The status that it answers with.
    var status = 200
    /// How many requests are first answered with 503.
    var failures = 0
    /// Where it sends those who ask.
    var location: String?

    init(_ body: Data) { self.body = body }
  }

  private let socket: Int32
  private let port: UInt16
  private let manner: Manner
  private let starts = Mutex<[Int]>([])

  /// The address of its file.
  var address: String { "http://127.0.0.1:\(port)/file" }
  /// From which byte on each request asked.
  var requests: [Int] { starts.withLock { $0 } }

  /// Whether there is a curl, and a loopback interface to listen at.
  static let works: Bool = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.contains { access("\($0)/curl", X_OK) == 0 } && (try? TestServer(Manner(Data()))) != nil
  }()

  struct CannotListen: Error {}

  init(_ manner: Manner) throws {
    self.manner = manner
    let socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafeMutablePointer(to: &place) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(socket, address, length) == 0 && listen(socket, 16) == 0
          && getsockname(socket, address, &length) == 0
      }
    }
    guard code else {
      close(socket)
      throw CannotListen()
    }
    self.socket = socket
    port = UInt16(bigEndian: place.sin_port)
    Thread.detachNewThread { [weak self] in
      while true {
        let connection = accept(socket, nil, nil)
        if connection < 0 { return }
        self?.answer(connection)
        close(connection)
      }
    }
  }

  deinit {
    shutdown(socket, Int32(SHUT_RDWR))
    close(socket)
  }

  private func answer(_ connection: Int32) {
    var request = Data()
    var block = [UInt8](repeating: 0, count: 4096)
    while request.range(of: Data("\r\n\r\n".utf8)) == nil {
      let got = recv(connection, &block, block.count, 0)
      if got <= 0 { return }
      request.append(contentsOf: block[..<got])
    }
    let lines = String(decoding: request, as: UTF8.self).lowercased().components(separatedBy: "\r\n")
    let asked = lines.first { $0.hasPrefix("range: bytes=") }
      .flatMap { Int($0.dropFirst("range: bytes=".count).prefix { $0 != "-" }) }
    let number = starts.withLock { starts in
      starts.append(asked ?? 0)
      return starts.count
    }
    if number <= manner.failures { return send("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n", connection) }
    if let location = manner.location {
      return send("HTTP/1.1 302 Found\r\nLocation: \(location)\r\nContent-Length: 0\r\n\r\n", connection)
    }
    if manner.status != 200 {
      return send("HTTP/1.1 \(manner.status) No\r\nContent-Length: 2\r\n\r\nno", connection)
    }
    let start = manner.takesRanges ? asked ?? 0 : 0
    guard start < max(manner.body.count, 1) else {
      return send("HTTP/1.1 416 Beyond\r\nContent-Length: 6\r\n\r\nbeyond", connection)
    }
    let length = manner.statedLength ?? manner.body.count - start
    let end = "bytes \(start)-\(start + length - 1)/\(start + length)"
    let isPart = start > 0
    send(
      "HTTP/1.1 \(isPart ? "206 Partial" : "200 OK")\r\nContent-Length: \(length)\r\n"
        + (isPart ? "Content-Range: \(end)\r\n" : "") + "Connection: close\r\n\r\n", connection)
    send(manner.body.dropFirst(start).prefix(manner.dropsAfter ?? .max), connection)
  }

  private func send(_ text: String, _ connection: Int32) { send(Data(text.utf8), connection) }

  private func send(_ data: Data, _ connection: Int32) {
    var rest = data[...]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes {
        Foundation.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if sent <= 0 { return }
      rest = rest.dropFirst(sent)
    }
  }
}

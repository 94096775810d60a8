import Files
import Foundation
import Testing

@Suite struct CanonicalJSONTests {
  private struct Record: Codable, Equatable {
    var b = 0.1
    var a = ["/x": -Double.infinity]
  }

  @Test func keysAreSortedAndWordsStandForWhatIsNoNumber() throws {
    #expect(
      String(decoding: try CanonicalJSON.encode(Record()), as: UTF8.self) == #"{"a":{"/x":"-inf"},"b":0.1}"#)
    #expect(try CanonicalJSON.text([Double.nan]).contains("\"nan\""))
  }

  @Test func aValueComesBack() throws {
    let record = Record(b: 1 / 3, a: ["k": .infinity])
    for pretty in [false, true] {
      #expect(
        try CanonicalJSON.decode(Record.self, from: CanonicalJSON.encode(record, pretty: pretty)) == record)
    }
    #expect(throws: DecodingError.self) { try CanonicalJSON.decode(Record.self, from: Data("[]".utf8)) }
  }
}

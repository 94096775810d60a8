import Files
import Foundation
import Testing

@Test func anyJSONIsReadAndWrittenAsItWas() throws {
  let text =
    #"{"a":{"b":[1,0.5,true,false,null,"x\"y"],"empty":{}},"large":9007199254740993,"negative":-0.25,"none":[]}"#
  let value = try CanonicalJSON.decode(JSONValue.self, from: Data(text.utf8))
  #expect(String(decoding: try CanonicalJSON.encode(value), as: UTF8.self) == text)
  #expect(value == (try JSONValue(encoding: value)))
  #expect(throws: DecodingError.self) { try CanonicalJSON.decode(JSONValue.self, from: Data("{\"a\":".utf8)) }
}

@Test func leavesHavePathsInOrder() {
  let value: JSONValue = ["b": ["x": .integer(1), "a": .bool(true)], "a": .array([.number(0.5), "two"])]
  #expect(value.leaves.map(\.path) == ["a.0", "a.1", "b.a", "b.x"])
  #expect(value.leaves.map(\.text) == ["0.5", "two", "true", "1"])
}

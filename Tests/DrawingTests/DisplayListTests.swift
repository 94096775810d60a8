import Drawing
import Foundation
import Images
import Testing

private func draw(on canvas: borrowing Canvas) {
  canvas.fillAll(.white)
  canvas.saved { canvas in
    canvas.translate(10, 5)
    canvas.rotate(0.2)
    canvas.beginPath()
    canvas.rectangle(Rectangle(0, 0, 30, 20))
    canvas.fill(Palette.blue, keepingPath: true)
    canvas.stroke(.black, width: 1.5, dash: [3, 1])
  }
  canvas.beginPath()
  canvas.move(to: Point(5, 60))
  canvas.curve(Point(20, 20), Point(40, 90), to: Point(70, 60))
  canvas.stroke(Palette.vermilion.opacity(0.5), width: 2, roundCaps: true)
  canvas.beginPath()
  canvas.arc(Point(70, 20), radius: 9)
  canvas.ellipse(Point(70, 45), 12, 5)
  canvas.fill(Palette.green)
  canvas.draw(Text("Figure <b>", TextStyle(.sans, 9), width: 60), at: Point(4, 70))
  canvas.draw(Text("up", TextStyle(.serif, 9)), at: Point(90, 60), anchor: .center, rotatedBy: -.pi / 2)
  let image = Image(width: 2, height: 2, pixels: [255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 9, 9])
  canvas.draw(image, as: .exact, in: Rectangle(80, 70, 16, 16), interpolation: .nearest)
  canvas.draw(image, as: .photograph, in: Rectangle(60, 70, 16, 16))
}

private let size = Size(100, 90)

@Test func aRecordingDrawsTheSamePixels() throws {
  let canvas = try Canvas(pixelsWide: 100, high: 90)
  draw(on: canvas)
  let list = try DisplayList.recording(size: size) { draw(on: $0) }
  let again = try Canvas(pixelsWide: 100, high: 90)
  list.draw(on: again, in: Rectangle(0, 0, 100, 90))
  #expect(canvas.image() == again.image())
  #expect(list.holdsImages)
}

@Test func aRecordingSurvivesItsFile() throws {
  let list = try DisplayList.recording(size: size) { draw(on: $0) }
  let data = try JSONEncoder().encode(list)
  let read = try JSONDecoder().decode(DisplayList.self, from: data)
  #expect(read.size == size)
  func pixels(_ list: DisplayList) throws -> [UInt8] {
    let canvas = try Canvas(pixelsWide: 200, high: 180)
    list.draw(on: canvas, in: Rectangle(0, 0, 200, 180))
    return canvas.image().pixels
  }
  // Places are kept to a thousandth of a point and colors to a byte, so pixels may differ by a little.
  let difference = try zip(pixels(list), pixels(read)).map { abs(Int($0) - Int($1)) }.max()
  #expect(try #require(difference) <= 3)
}

@Test func aRecordingOfARecordingIsTheSame() throws {
  let list = try DisplayList.recording(size: size) { draw(on: $0) }
  let nested = try DisplayList.recording(size: size) { list.draw(on: $0, in: Rectangle(0, 0, 100, 90)) }
  #expect(try nested.png(pixelsPerPoint: 1) == list.png(pixelsPerPoint: 1))
}

@Test func damagedRecordingsAreRefused() {
  for text in [
    #"{"size":[1],"images":[],"operations":[]}"#, #"{"size":[1,1],"images":["x"],"operations":[]}"#,
    #"{"size":[1,1],"images":["eA=="],"operations":[]}"#,
    #"{"size":[1,1],"images":[],"operations":[["?"]]}"#,
    #"{"size":[1,1],"images":[],"operations":[["m",1]]}"#,
    #"{"size":[1,1],"images":[],"operations":[["p","red"]]}"#,
  ] {
    #expect(throws: (any Error).self, "\(text)") {
      try JSONDecoder().decode(DisplayList.self, from: Data(text.utf8))
    }
  }
}

@Test func strangeOperationsDoNoHarm() throws {
  // A restore without a save, and an image that is not there.
  let text =
    #"{"size":[9,9],"images":[],"operations":[["Q"],["i",0,0,1,1,7,"smooth","exact"],["p","ff0000ff"]]}"#
  let list = try JSONDecoder().decode(DisplayList.self, from: Data(text.utf8))
  let canvas = try Canvas(pixelsWide: 4, high: 4)
  list.draw(on: canvas, in: Rectangle(0, 0, 4, 4))
  #expect(canvas.image()[2, 2, 0] == 255)
  #expect(canvas.image()[2, 2, 1] == 0)
}

@Test func filesAreTheSameTwice() throws {
  let date = SourceDate(seconds: 1_000_000_000)
  func files() throws -> [[UInt8]] {
    let list = try DisplayList.recording(size: size) { draw(on: $0) }
    return [list.svg(), try list.pdf(title: "a", created: date), try list.png(pixelsPerPoint: 2)]
  }
  let first = try files()
  let second = try files()
  for (one, two) in zip(first, second) {
    let isSame = one == two
    #expect(isSame)
  }
  #expect(String(decoding: first[0].prefix(5), as: UTF8.self) == "<?xml")
  #expect(String(decoding: first[1].prefix(5), as: UTF8.self) == "%PDF-")
  #expect(first[2].prefix(4) == [0x89, 0x50, 0x4E, 0x47])
}

@Test func tinyImagesKeepSharpPixels() throws {
  let canvas = try Canvas(pixelsWide: 40, high: 40)
  let image = Image(width: 2, height: 1, pixels: [0, 0, 0, 255, 255, 255])
  canvas.draw(image, as: .exact, in: Rectangle(0, 0, 40, 40), interpolation: .nearest)
  #expect(canvas.image()[19, 20, 0] == 0)
  #expect(canvas.image()[20, 20, 0] == 255)
  let smooth = try Canvas(pixelsWide: 40, high: 40)
  smooth.draw(image, as: .exact, in: Rectangle(0, 0, 40, 40))
  #expect((1...254).contains(smooth.image()[20, 20, 0]))
}

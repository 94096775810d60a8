import Foundation
import Reporting
import Testing

@Test func demoWrites() throws {
  let folder = try TestFolder("demo")
  let document = try DemoReport.make(in: folder.url)
  try document.write(to: folder.url)
}

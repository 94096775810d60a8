import Files
import Processes
import Testing

@Suite struct ProgramArgumentsTests {
  @Test func anArgumentThatIsNoTextIsNamed() {
    #expect(ProgramArguments.fault(in: [FilePath("zfnet"), FilePath("café.jpg"), FilePath("")]) == nil)
    let wrong = FilePath(bytes: Array("caf".utf8) + [0xE9] + Array(".jpg".utf8))
    let fault = ProgramArguments.fault(in: [FilePath("zfnet"), wrong])
    #expect(fault?.hasPrefix("error: “caf\\xE9.jpg”: ") == true && fault?.contains("folder") == true)
  }
}

import Files
import Processes
import Testing

@Suite struct ProgramArgumentsTests {
  @Test func anArgumentThatIsNoTextIsNamed() {
    #expect(ProgramArguments.fault(in: [FilePath("zfnet"), FilePath("café.jpg"), FilePath("")]) == nil)
    let wrong = FilePath(bytes: Array("caf".utf8) + [0xE9] + Array(".jpg".utf8))
    let fault = ProgramArguments.fault(in: [FilePath("zfnet"), wrong])
    #expect(fault?.hasPrefix("Error: “caf\\xE9.jpg”: ") == true && fault?.contains("folder") == true)
  }

  @Test func anOptionWithAValueIsGivenOnce() {
    func repetition(_ line: String) -> String? {
      ProgramArguments.repetition(
        in: line.split(separator: " ").map(String.init), repeatable: ["--set", "--only"])
    }
    for line in [
      "", "plan --seed 1 --set a=1 --set b=2 --only x --only=y", "--quiet --quiet",
      "--json show --seed 1 --json",
      "--seed 1 -- --seed 2", "a b a b", "--seed= --set x",
    ] { #expect(repetition(line) == nil, "\(line)") }
    for line in ["--seed 1 --seed 2", "--seed=1 --profile smoke --seed 1", "show --seed=1 --seed=2"] {
      #expect(repetition(line) == "Error: --seed: it is given twice; keep one of them", "\(line)")
    }
  }
}

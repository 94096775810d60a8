import Testing
import Training

@Test(arguments: ["zfnet", "report"]) func theVersionSaysEngineAndSource(_ program: String) throws {
  let place = try Workplace()
  let ending = try Command(program, ["--version"], in: place.folder).run()
  #expect(ending.exitCode == 0 && ending.errors == "")
  #expect(
    ending.output.wholeMatch(
      of:
        /engine version ([0-9]+), (commit [0-9a-f]{12}(, with uncommitted changes)?|not a checkout)\n((Open MPI v.*|no Open MPI: .*)\n)?/
    ).map { String($0.1) } == "\(Recipe.engineVersion)", "\(ending.output)")
}

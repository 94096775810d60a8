import Reporting
import Testing

private func shape(_ source: String) -> [String] {
  InlineMarkup(source).runs.map { run in
    (run.isEmphasized ? "e" : "") + (run.isStrong ? "s" : "") + (run.isCode ? "c" : "")
      + (run.target.map { "[\($0)]" } ?? "") + ":" + run.text
  }
}

@Test(arguments: [
  ("plain", [":plain"]), ("", []), ("a *b* c", [":a ", "e:b", ": c"]), ("**b**", ["s:b"]),
  ("*a **b** c*", ["e:a ", "es:b", "e: c"]), ("`*x*`", ["c:*x*"]), ("[t](#a) x", ["[#a]:t", ": x"]),
  ("[](#fig-a)", ["[#fig-a]:"]), ("2 * 3 * 4", [":2 * 3 * 4"]), ("a * b", [":a * b"]),
  ("**open", [":**open"]),
  ("`open", [":`open"]), ("[open](", [":[open]("]), ("\\*a\\*", [":*a*"]), ("[*e*](p)", ["e[p]:e"]),
  ("it's \"so\" ('x')", [":it’s “so” (‘x’)"]), ("`it's`", ["c:it's"]), ("\\", [":\\"]),
])
func proseIsCut(source: String, expected: [String]) {
  #expect(shape(source) == expected)
}

/// Names of classes, whatever is in them, are names.
@Test(arguments: [
  "[star](#figure7)", "*bold*", "`tick`", "[mail](mailto:a@b.c)", "a\\b", "**x**", "it's \"so\"",
  "[](#fig-a)",
])
func escapedNamesAreWhole(name: String) {
  #expect(shape("P(\(InlineMarkup.escaped(name))) of it") == [":P(\(name)) of it"])
}

@Test func plainTextHasNoMarks() {
  #expect(InlineMarkup("**a** *b* `c` [d](e)").plainText == "a b c d")
}

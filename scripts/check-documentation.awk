# Prints the public declarations whose doc comments do not say what a stranger needs: those without one, those of three words
# or fewer, and functions that throw without “- Throws:”. Usage: awk -f scripts/check-documentation.awk FILES
#
# What a protocol asks for is documented by the protocol: coding and the commands' `run` and `validate` need no “- Throws:”.

function report(what) { printf "%s:%d: %s: %s\n", FILENAME, start, what, first }

# The words of a comment, up to its first parameter or error.
function words(text) {
  gsub(/[`*_()]/, " ", text)
  sub(/- (Parameter|Parameters|Throws|Returns|Complexity)[: ].*/, "", text)
  return split(text, _, /[ \t]+/) - (text ~ /^[ \t]/) - (text ~ /[ \t]$/)
}

# Takes out everything between parentheses, so that what closures of the parameters may throw does not count.
function outside(text) {
  while (gsub(/\([^()]*\)/, "", text) > 0) {}
  return text
}

function judge() {
  if (documentation == "") report("no doc comment")
  else if (words(documentation) <= 3) report("a doc comment of three words or fewer")
  if (outside(signature) ~ /[ )]throws[ ({]/ && documentation !~ /- Throws:/ \
      && signature !~ /init\(from |func encode\(to |func (run|validate)\(\)/) report("throws without “- Throws:”")
}

FNR == 1 { documentation = ""; signature = ""; attribute = 0; raw = 0; cases = -1 }

# Text in triple quotes is no source.
{
  line = $0
  quotes = gsub(/"""/, "\"\"\"", line)
  if (raw) { if (quotes % 2) raw = 0; next }
  if (quotes % 2) { raw = 1; sub(/""".*/, "\"\"", line) }
}

signature == "" && line ~ /^[ \t]*\/\/\// {
  sub(/^[ \t]*\/\/\/ ?/, "", line)
  documentation = documentation (documentation == "" ? "" : " ") line
  next
}

# The cases of a public enum are as public as it is.
line ~ /^[ \t]*public (indirect )?enum / { match(line, /^ */); cases = RLENGTH + 2 }
line ~ /^[ \t]*}/ { match(line, /^ */); if (RLENGTH == cases - 2) cases = -1 }
signature == "" && cases >= 0 && line ~ /^ *case / && match(line, /^ */) && RLENGTH == cases {
  first = line
  sub(/^ +/, "", first)
  start = FNR
  signature = ""
  judge()
  documentation = ""
  next
}

# Attributes stand between a comment and its declaration, over several lines where they have arguments.
signature == "" && (attribute > 0 || line ~ /^[ \t]*@[A-Za-z_]+(\(.*)?$/) {
  attribute += gsub(/\(/, "(", line) - gsub(/\)/, ")", line)
  next
}

signature == "" && line ~ /^[ \t]*(@[A-Za-z_]+ )*public / && line !~ /public (extension|internal\(set\) *$)/ {
  signature = line " "
  first = line
  sub(/^[ \t]+/, "", first)
  start = FNR
  if (line !~ /(func|init|subscript)[ (<?]/) { judge(); signature = ""; documentation = ""; next }
}

signature != "" {
  if (FNR != start) signature = signature line " "
  open = gsub(/\(/, "(", signature) - gsub(/\)/, ")", signature)
  if (open <= 0 && (line ~ /\{/ || line !~ /[,(]$/) && outside(signature) !~ /(->|throws|async)[ \t]*$/) {
    # A line break may stand before “throws” or “->”.
    if (line ~ /\{/ || !pending) { if (line !~ /\{/) { pending = 1; next } }
    judge(); signature = ""; documentation = ""; pending = 0
  }
  next
}

{ documentation = "" }

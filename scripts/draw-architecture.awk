# Reads groups, targets and imports, a fact a line, and writes the graph of the package as an SVG.
#
# Layered as by Sugiyama: every target stands one layer above the highest that it imports, arrows over several layers
# pass through places of their own, and each layer is put in the order of its neighbors' means.

$1 == "group" {
  name = $2
  $1 = $2 = ""
  sub(/^ +/, "")
  group[name] = $0
}
$1 == "target" && $3 != "test" && $4 !~ /^Tests\// {
  if ($4 ~ /^chapters\//) box[$2] = "chapters"; else box[$2] = $2
  if ($4 ~ /^chapters\// && $3 == "executable") chapters++
  if (kind[box[$2]] != "executable") kind[box[$2]] = $3
  if ($4 ~ /^chapters\//) group["chapters"] = "Programs"
  else if ($3 == "executable") group[$2] = "Programs"
  if (!(box[$2] in number) && $3 != "system") { nodes++; number[box[$2]] = nodes; label[nodes] = box[$2] }
}
# A program is imported by nobody: those that it starts, it declares.
$1 == "imports" || ($1 == "declares" && $3 in box && kind[box[$3]] == "executable") {
  if ($2 in box) { lines++; from[lines] = box[$2]; to[lines] = ($3 in box) ? box[$3] : $3 }
}

END {
  for (i = 1; i <= lines; i++) {
    a = number[from[i]]
    if (to[i] in number) {
      b = number[to[i]]
      if (a && a != b) edge[a, b] = 1
    } else if (a && (name = library(to[i])) != "" && index(captions[a] ", ", name ", ") == 0)
      captions[a] = captions[a] (captions[a] == "" ? "" : ", ") name
  }
  # A target in C stands for the library that it wraps.
  for (i = 1; i <= nodes; i++) if ((name = library(label[i])) != "") captions[i] = name
  if ("chapters" in number) captions[number["chapters"]] = chapters " programs, one a section"
  reduce()
  rank()
  divide()
  arrange()
  write()
}

# What people call a library, by its module; nothing for modules that come with Swift.
function library(module) {
  if (module == "COneDNN") return "oneDNN"
  if (module == "CCairo") return "Cairo, Pango"
  if (module == "CPNG") return "libpng"
  if (module == "CArchive") return "libarchive"
  if (module == "CZlib") return "zlib"
  if (module == "CTurboJPEG") return "TurboJPEG"
  if (module == "Crypto") return "swift-crypto"
  if (module == "ArgumentParser") return "swift-argument-parser"
  if (module == "Yams") return "Yams"
  return ""
}

# Marks the arrows that do not follow from others.
function reduce(   a, b, c) {
  for (a = 1; a <= nodes; a++) for (b = 1; b <= nodes; b++) reaches[a, b] = ((a, b) in edge)
  for (c = 1; c <= nodes; c++) for (a = 1; a <= nodes; a++) if (reaches[a, c])
    for (b = 1; b <= nodes; b++) if (reaches[c, b]) reaches[a, b] = 1
  for (a = 1; a <= nodes; a++) for (b = 1; b <= nodes; b++) if ((a, b) in edge) {
    isNeeded = 1
    for (c = 1; c <= nodes; c++) if (c != a && c != b && reaches[a, c] && reaches[c, b]) isNeeded = 0
    if (isNeeded) { arrows++; tail[arrows] = a; head[arrows] = b }
  }
}

# One layer above the highest that it stands on; then as near as possible below those that stand on it.
function rank(   i, changed, a, lowest) {
  for (a = 1; a <= nodes; a++) layer[a] = 0
  do {
    changed = 0
    for (i = 1; i <= arrows; i++)
      if (layer[tail[i]] <= layer[head[i]]) { layer[tail[i]] = layer[head[i]] + 1; changed = 1 }
  } while (changed)
  for (a = 1; a <= nodes; a++) if (layer[a] > top) top = layer[a]
  do {
    changed = 0
    for (a = 1; a <= nodes; a++) {
      lowest = top + 1
      for (i = 1; i <= arrows; i++) if (head[i] == a && layer[tail[i]] < lowest) lowest = layer[tail[i]]
      if (lowest > top) lowest = layer[a] + 1
      if (layer[a] < lowest - 1) { layer[a] = lowest - 1; changed = 1 }
    }
  } while (changed)
}

# Puts a place into every layer that an arrow passes, and links neighbors.
function divide(   i, place, below, l) {
  places = nodes
  for (i = 1; i <= nodes; i++) width[i] = max(9.2 * length(label[i]) + 26, 5.6 * length(captions[i]) + 22, 92)
  for (i = 1; i <= arrows; i++) {
    place = tail[i]
    path[i] = place
    for (l = layer[tail[i]] - 1; l > layer[head[i]]; l--) {
      below = ++places
      layer[below] = l
      width[below] = 14
      link(place, below)
      path[i] = path[i] " " below
      place = below
    }
    link(place, head[i])
    path[i] = path[i] " " head[i]
  }
  for (i = 1; i <= places; i++) { l = layer[i]; row[l, ++size[l]] = i }
}

function link(upper, lower) {
  down[upper, ++downs[upper]] = lower
  up[lower, ++ups[lower]] = upper
}

# Orders the layers and gives every place its x.
function arrange(   sweep, l, i, best, crossings, key) {
  for (l = 0; l <= top; l++) spread(l)
  best = -1
  for (sweep = 1; sweep <= 40; sweep++) {
    if (sweep % 2) for (l = 1; l <= top; l++) sort(l, 1)
    else for (l = top - 1; l >= 0; l--) sort(l, 0)
    crossings = count()
    if (best < 0 || crossings < best) {
      best = crossings
      for (l = 0; l <= top; l++) for (i = 1; i <= size[l]; i++) kept[l, i] = row[l, i]
    }
  }
  for (l = 0; l <= top; l++) {
    for (i = 1; i <= size[l]; i++) row[l, i] = kept[l, i]
    spread(l)
  }
  for (sweep = 1; sweep <= 60; sweep++)
    if (sweep % 2) for (l = 0; l <= top; l++) settle(l)
    else for (l = top; l >= 0; l--) settle(l)
}

# The mean x of a place's neighbors below or above, or its own.
function mean(place, isBelow,   i, sum, n) {
  n = isBelow ? downs[place] : ups[place]
  for (i = 1; i <= n; i++) sum += x[isBelow ? down[place, i] : up[place, i]]
  return n ? sum / n : x[place]
}

function sort(l, isBelow,   i, j, place) {
  for (i = 1; i <= size[l]; i++) wish[row[l, i]] = mean(row[l, i], isBelow)
  for (i = 2; i <= size[l]; i++) {
    place = row[l, i]
    for (j = i - 1; j >= 1 && wish[row[l, j]] > wish[place]; j--) row[l, j + 1] = row[l, j]
    row[l, j + 1] = place
  }
  spread(l)
}

function gap(a, b) { return (width[a] + width[b]) / 2 + (a > nodes || b > nodes ? 22 : 34) }

# Sets a layer's places side by side around x = 0.
function spread(l,   i, total) {
  for (i = 2; i <= size[l]; i++) total += gap(row[l, i - 1], row[l, i])
  x[row[l, 1]] = -total / 2
  for (i = 2; i <= size[l]; i++) x[row[l, i]] = x[row[l, i - 1]] + gap(row[l, i - 1], row[l, i])
}

function count(   l, i, j, a, b, m, n, crossings) {
  for (l = 1; l <= top; l++) for (i = 1; i < size[l]; i++) for (j = i + 1; j <= size[l]; j++) {
    a = row[l, i]; b = row[l, j]
    for (m = 1; m <= downs[a]; m++) for (n = 1; n <= downs[b]; n++) if (x[down[a, m]] > x[down[b, n]]) crossings++
  }
  return crossings + 0
}

# Moves a layer's places toward their neighbors, and a little to the middle, as far as their order and widths allow.
function settle(l,   i, place, n, left, right) {
  for (i = 1; i <= size[l]; i++) {
    place = row[l, i]
    n = downs[place] + ups[place]
    wish[place] = 0.85 * (n ? (mean(place, 1) * downs[place] + mean(place, 0) * ups[place]) / n : x[place])
  }
  for (i = 1; i <= size[l]; i++) {
    left[i] = wish[row[l, i]]
    if (i > 1 && left[i] < left[i - 1] + gap(row[l, i - 1], row[l, i])) left[i] = left[i - 1] + gap(row[l, i - 1], row[l, i])
  }
  for (i = size[l]; i >= 1; i--) {
    right[i] = wish[row[l, i]]
    if (i < size[l] && right[i] > right[i + 1] - gap(row[l, i], row[l, i + 1])) right[i] = right[i + 1] - gap(row[l, i], row[l, i + 1])
  }
  for (i = 1; i <= size[l]; i++) x[row[l, i]] = (left[i] + right[i]) / 2
}

function max(a, b, c) { a = a > b ? a : b; return a > c ? a : c }
function round(value) { return value < 0 ? -int(0.5 - value) : int(value + 0.5) }
function y(place) { return margin + (top - layer[place]) * step + boxHeight / 2 }

function write(   i, l, n, parts, a, b, legend, words, line, wide, shown, key) {
  split("#dbe7f5 #e3f0df #f7e6d3 #ece3f3 #f9e0e2 #e2ecec #f1efdc", fills, " ")
  split("#4477aa #4d9155 #bf7a2c #8460a3 #c2545f #4d8585 #8d8440", strokes, " ")
  boxHeight = 46; step = 84; margin = 20
  least = most = x[1]
  for (i = 1; i <= places; i++) {
    if (x[i] - width[i] / 2 < least) least = x[i] - width[i] / 2
    if (x[i] + width[i] / 2 > most) most = x[i] + width[i] / 2
  }
  for (i = 1; i <= places; i++) x[i] = round(x[i] - least + margin)
  wide = round(most - least + 2 * margin)
  # Groups in the order in which their targets come.
  for (i = 1; i <= nodes; i++) if (!(group[label[i]] in tone)) { shown++; tone[group[label[i]]] = shown; caption[shown] = group[label[i]] }
  high = margin + top * step + boxHeight + 34 + 22 * int((shown + 2) / 3)
  printf "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" font-family=\"Inter, Helvetica, Arial, sans-serif\">\n", wide, high, wide, high
  print "<title>The package’s targets and what each imports</title>"
  printf "<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>\n", wide, high
  print "<defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\"><path d=\"M0 0.8 7.5 4 0 7.2z\" fill=\"#6b7280\"/></marker></defs>"
  print "<g fill=\"none\" stroke=\"#8b93a1\" stroke-width=\"1.3\" marker-end=\"url(#tip)\">"
  for (i = 1; i <= arrows; i++) {
    n = split(path[i], parts, " ")
    line = "M" leave(i, parts[1], parts[2]) " " (y(parts[1]) + boxHeight / 2)
    fromX = leave(i, parts[1], parts[2]); fromY = y(parts[1]) + boxHeight / 2
    for (j = 2; j <= n; j++) {
      toX = j < n ? x[parts[j]] : enter(i, parts[j - 1], parts[j])
      toY = y(parts[j]) - boxHeight / 2 - (j == n)
      middle = round((fromY + toY) / 2)
      line = line " C" fromX " " middle " " toX " " middle " " toX " " toY
      fromX = toX; fromY = toY
      # Straight down past the boxes of a layer.
      if (j < n) { fromY += boxHeight; line = line " V" fromY }
    }
    printf "<path d=\"%s\"><title>%s imports %s</title></path>\n", line, label[tail[i]], label[head[i]]
  }
  print "</g>"
  for (i = 1; i <= nodes; i++) {
    l = tone[group[label[i]]]
    printf "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"7\" fill=\"%s\" stroke=\"%s\" stroke-width=\"1.2\"/>\n", round(x[i] - width[i] / 2), y(i) - boxHeight / 2, round(width[i]), boxHeight, fills[l], strokes[l]
    printf "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" font-size=\"15\" font-weight=\"600\" fill=\"#1f2937\">%s</text>\n", x[i], y(i) + (captions[i] == "" ? 5 : -2), label[i]
    if (captions[i] != "") printf "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" font-size=\"10.5\" fill=\"#4b5563\">%s</text>\n", x[i], y(i) + 14, captions[i]
  }
  for (i = 1; i <= shown; i++) {
    a = margin + ((i - 1) % 3) * round((wide - 2 * margin) / 3)
    b = high - margin - 22 * int((shown - 1) / 3) + 22 * int((i - 1) / 3)
    printf "<rect x=\"%d\" y=\"%d\" width=\"13\" height=\"13\" rx=\"3\" fill=\"%s\" stroke=\"%s\"/>", a, b - 11, fills[i], strokes[i]
    printf "<text x=\"%d\" y=\"%d\" font-size=\"12.5\" fill=\"#374151\">%s</text>\n", a + 20, b, caption[i]
  }
  print "</svg>"
}

# Where an arrow leaves a box: side by side with its other arrows, in the order of where they go.
function leave(i, place, next_,   j, parts, before, n) {
  for (j = 1; j <= downs[place]; j++) {
    n++
    if (x[down[place, j]] < x[next_] || (x[down[place, j]] == x[next_] && down[place, j] < next_)) before++
  }
  return round(x[place] + (before - (n - 1) / 2) * min(18, (width[place] - 24) / n))
}

function enter(i, last, place,   j, before, n) {
  for (j = 1; j <= ups[place]; j++) {
    n++
    if (x[up[place, j]] < x[last] || (x[up[place, j]] == x[last] && up[place, j] < last)) before++
  }
  return round(x[place] + (before - (n - 1) / 2) * min(18, (width[place] - 24) / n))
}
function min(a, b) { return a < b ? a : b }

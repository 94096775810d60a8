extension Canvas {
  /// Says what stands in an area, such as the value of a bar. Nothing is drawn: a recording keeps it, and pages and SVG files
  /// show it under the pointer.
  public func note(_ text: String, in area: Rectangle) { recorder?.append(.note(text, area)) }

  /// Says what the cells of a matrix that fills an area stand for. Nothing is drawn: a recording keeps it, and pages show it
  /// under the pointer.
  public func values(_ grid: ValueGrid, in area: Rectangle) { recorder?.append(.values(grid, area)) }
}

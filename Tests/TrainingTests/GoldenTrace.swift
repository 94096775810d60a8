/// The losses of ten steps, as they were when the engine's version was last raised.
enum GoldenTrace {
  static let engineVersion = 3
  static let losses: [Double] = [
    1.372910001469867, 1.3999306167583143, 1.4036100877501592, 1.4450493606940167, 1.4409007597275227,
    1.3841675277803276, 1.4044108723763347, 1.3994848575751908, 1.4111507629470041, 1.3886887454529242,
  ]
}

/// What ten steps of a fixed recipe do.
struct GoldenTrace {
  /// Which recipe: the standard one's ZFNet, the same in bf16, the paper's recipe, and the standard one's AlexNet.
  enum Subject: CaseIterable { case standard, bfloat16, paper, alexnet }

  /// The mean training loss of each step.
  let losses: [Double]
  /// How far each layer's weights have moved in all, as a share of their length at the start.
  let movements: [String: Double]

  /// The version of the engine that the traces are compared with. They were recorded with version 3; version 4 adds the same
  /// numbers up in another order, which moves them by some 1e-8 of themselves, and version 5 moves none of them.
  static let engineVersion = 6

  /// The traces, as `GoldenTraceTests` prints them.
  static let recorded: [Subject: GoldenTrace] = [
    .standard: GoldenTrace(
      losses: [
        1.3780946466644761, 1.4030331631853663, 1.3887768335017476, 1.4138422611938828, 1.4414980068208145,
        1.3886006333693253, 1.3874388469127017, 1.3782018621643952, 1.43660437386689, 1.3599393384214857,
      ],
      movements: [
        "conv1": 0.05763861377727752, "conv2": 0.006780491521489232, "conv3": 0.004033714639141178,
        "conv4": 0.003660472508962825, "conv5": 0.00445972889644825, "fc6": 0.000510942295059133,
        "fc7": 0.0014327274385131903, "fc8": 1.1430738953958266,
      ]),
    .bfloat16: GoldenTrace(
      losses: [
        1.3781857364881147, 1.403020932065209, 1.3887916560698552, 1.4139630240358816, 1.4415458568144948,
        1.3885079186372535, 1.388017668963903, 1.3782287360814787, 1.43714658318505, 1.3612934646539614,
      ],
      movements: [
        "conv1": 0.05769552653186545, "conv2": 0.006737649819938317, "conv3": 0.004011526581898128,
        "conv4": 0.0036568097410036495, "conv5": 0.004421535827117491, "fc6": 0.0005133334941106537,
        "fc7": 0.0014284078916901562, "fc8": 1.1420470597902856,
      ]),
    .paper: GoldenTrace(
      losses: [
        1.3826977203514874, 1.392387447358203, 1.386038704440477, 1.387565644713428, 1.378696437218453,
        1.3879750999069052, 1.3823238694198174, 1.3845107127507121, 1.3946641537501003, 1.3942928004994304,
      ],
      movements: [
        "conv1": 0.07461072658871273, "conv2": 0.008164421202083931, "conv3": 0.006295609152505813,
        "conv4": 0.0037510832905488256, "conv5": 0.0050987973408079795, "fc6": 0.00028394783398430436,
        "fc7": 0.0014737667382849723, "fc8": 0.013286341916817716,
      ]),
    .alexnet: GoldenTrace(
      losses: [
        1.3867778503712351, 1.3963662077888312, 1.391690231534843, 1.4922229398166542, 1.5194860076097993,
        1.38911939801308, 1.3968861962250687, 1.3804038445039761, 1.4451926784596782, 1.3970027513147347,
      ],
      movements: [
        "conv1": 0.1554503529816992, "conv2": 0.007385571727554549, "conv3": 0.008993696243954503,
        "conv4": 0.006300637017607121, "conv5": 0.007353833565199806, "fc6": 0.000804845322399486,
        "fc7": 0.0022413736010609255, "fc8": 1.682074707667486,
      ]),
  ]
}

/// In which order an engine's work is done, and where its threads wait for one another: what each shard does by itself, and
/// what is done for the whole batch together.
struct EngineProgram {
  /// A shard's part of a step.
  enum ShardWork: Hashable {
    /// All of a step.
    case step(Int)
    /// What comes before a step that is the whole batch's: values are brought into its matrix.
    case before(Int)
    /// What comes after it: its activation's rule in the backward pass, and its dropout.
    case after(Int)

    /// The step's place.
    var place: Int {
      switch self {
      case .step(let place), .before(let place), .after(let place): place
      }
    }
  }

  /// What is done between two waits.
  enum Phase {
    /// Each shard does these, in order.
    case shards([ShardWork])
    /// A step of the whole batch, in blocks.
    case batch(Int)
  }

  /// The phases of the forward pass; the backward pass goes through them in reverse.
  let phases: [Phase]

  /// The program of steps, some of which are the whole batch's.
  init(steps: Int, isWhole: (Int) -> Bool) {
    var phases: [Phase] = []
    var work: [ShardWork] = []
    for place in 0..<steps {
      guard isWhole(place) else {
        work.append(.step(place))
        continue
      }
      phases += [.shards(work + [.before(place)]), .batch(place)]
      work = [.after(place)]
    }
    self.phases = phases + (work.isEmpty ? [] : [.shards(work)])
  }
}

/// A piece of work on fixed buffers, to be done any number of times, by one thread at a time.
package protocol Work {
  /// Does it.
  func run() throws(OneDNNError)
}

extension Reorder: Work {}

import Tensors

/// One thread of those that share a step: which part of the work is its own.
struct Crew {
  private let member: ThreadTeam.Member?

  /// The one thread that does everything, without waiting for anybody.
  static let alone = Crew(member: nil)

  private init(member: ThreadTeam.Member?) { self.member = member }

  init(_ member: ThreadTeam.Member) { self.member = member }

  /// Which thread it is, from 0.
  var index: Int { member?.index ?? 0 }

  /// Its part of 0 ..< total, with bounds that are multiples of the grain or the end.
  ///
  /// Kernels treat what is left over of their width apart: so it is left over at the same place for
  /// any number of threads.
  func share(of total: Int, grain: Int = 8) -> Range<Int> {
    guard let member else { return 0..<total }
    return member.share(of: total, grain: grain)
  }

  /// Waits for all others.
  func barrier() { member?.barrier() }
}

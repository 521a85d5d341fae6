import Synchronization
import Testing

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

@testable import Tensors

@Suite("Thread teams") struct ThreadTeamTests {
  @Test("Every member runs, once in each run", arguments: 1...4)
  func members(_ count: Int) {
    let team = ThreadTeam(count: count)
    #expect(team.count == count)
    let seen = UnsafeMutablePointer<Int>.allocate(capacity: count)
    defer { seen.deallocate() }
    seen.initialize(repeating: 0, count: count)
    for _ in 0..<200 { team.run { seen[$0.index] += $0.count } }
    for index in 0..<count { #expect(seen[index] == 200 * count) }
  }

  @Test("Nobody passes a barrier before all have come", arguments: [1, 2, 3])
  func barrier(_ count: Int) {
    let team = ThreadTeam(count: count)
    let phases = 300
    let arrivals = Atomic<Int>(0)
    let early = Atomic<Int>(0)
    team.run { member in
      for phase in 1...phases {
        arrivals.wrappingAdd(1, ordering: .sequentiallyConsistent)
        member.barrier()
        if arrivals.load(ordering: .sequentiallyConsistent) < phase * count {
          early.wrappingAdd(1, ordering: .relaxed)
        }
        member.barrier()
      }
    }
    #expect(early.load(ordering: .relaxed) == 0)
    #expect(arrivals.load(ordering: .relaxed) == phases * count)
  }

  @Test("Threads that have slept wake up")
  func sleep() {
    let team = ThreadTeam(count: 2)
    let runs = Atomic<Int>(0)
    for _ in 0..<3 {
      team.run { _ in runs.wrappingAdd(1, ordering: .relaxed) }
      var pause = timespec(tv_sec: 0, tv_nsec: 5_000_000)
      nanosleep(&pause, nil)
    }
    #expect(runs.load(ordering: .relaxed) == 6)
  }

  @Test("Shares follow one another, in whole grains, as even as can be")
  func shares() {
    for count in 1...5 {
      let members = (0..<count).map { ThreadTeam.Member(index: $0, count: count, crew: nil) }
      for (total, grain) in [(0, 1), (1, 1), (10, 1), (100, 8), (100, 24), (7, 8), (64, 8)] {
        var end = 0
        var sizes: [Int] = []
        for share in members.map({ $0.share(of: total, grain: grain) }) {
          #expect(share.lowerBound == end)
          #expect(share.lowerBound % grain == 0 || share.isEmpty)
          end = share.upperBound
          sizes.append((share.count + grain - 1) / grain)
        }
        #expect(end == total)
        #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1)
      }
    }
    let member = ThreadTeam.Member(index: 1, count: 2, crew: nil)
    #expect(member.share(of: 100, grain: 8) == 56..<100)
  }

  @Test("Threads together compute the bits of one alone", arguments: [(70, 40), (40, 70)])
  func product(_ rows: Int, _ columns: Int) {
    let trial = ProductCase(rows: rows, inner: 90, columns: columns)
    let (a, b, before) = trial.operands()
    for kernels in machineKernels {
      let alone = trial.result(of: kernels, a, b, into: before)
      let together = UnsafeMutablePointer<Double>.allocate(capacity: alone.count)
      defer { together.deallocate() }
      together.initialize(repeating: .nan, count: alone.count)
      let team = ThreadTeam(count: 3)
      let workspaces = (0..<team.count).map { _ in Workspace() }
      a.elements.withUnsafeBufferPointer { a in
        b.elements.withUnsafeBufferPointer { b in
          guard let a = a.baseAddress, let b = b.baseAddress else { return }
          team.run { member in
            let share = kernels.share(of: member, rows: rows, columns: columns)
            kernels.multiply(
              MatrixOperand(a, stride: 90),
              MatrixOperand(b, stride: columns),
              rows: rows,
              inner: 90,
              columns: columns,
              into: together,
              stride: columns,
              part: share.rows,
              columnPart: share.columns,
              workspace: workspaces[member.index]
            )
          }
        }
      }
      #expect(bits((0..<alone.count).map { together[$0] }) == bits(alone))
    }
  }
}

extension Engine.Pool {
  /// The largest number, or the mean, of each window of a case; and where the largest was found.
  ///
  /// Of equal ones the first counts. A NaN is taken for the largest, so that it shows.
  func pool(
    _ source: UnsafePointer<Double>,
    to target: UnsafeMutablePointer<Double>,
    _ places: UnsafeMutablePointer<Int32>
  ) {
    let share = 1 / Double(size &* size)
    forEachWindow { index, place, high, wide in
      if isMaximum {
        var largest = source[place]
        var found = place
        for row in 0..<high {
          for at in place &+ row &* columns..<place &+ row &* columns &+ wide
          where source[at] > largest || source[at].isNaN {
            largest = source[at]
            found = at
          }
        }
        target[index] = largest
        places[index] = Int32(truncatingIfNeeded: found)
      } else {
        var sum = 0.0
        for row in 0..<high {
          for at in place &+ row &* columns..<place &+ row &* columns &+ wide { sum += source[at] }
        }
        target[index] = sum * share
      }
    }
  }

  /// From the derivatives of a case by the results to those by its numbers.
  func poolBack(
    _ delta: UnsafePointer<Double>,
    _ places: UnsafePointer<Int32>,
    to target: UnsafeMutablePointer<Double>
  ) {
    target.update(repeating: 0, count: channels &* rows &* columns)
    if isMaximum {
      for index in 0..<channels &* resultRows &* resultColumns {
        target[Int(places[index])] += delta[index]
      }
      return
    }
    let share = 1 / Double(size &* size)
    forEachWindow { index, place, high, wide in
      let part = delta[index] * share
      for row in 0..<high {
        for at in place &+ row &* columns..<place &+ row &* columns &+ wide { target[at] += part }
      }
    }
  }

  /// The windows with their first number and their extents, without what lies in the padding.
  @inline(__always)
  private func forEachWindow(_ body: (_ index: Int, _ place: Int, _ high: Int, _ wide: Int) -> Void)
  {
    var index = 0
    for channel in 0..<channels {
      for r in 0..<resultRows {
        let top = Swift.max(r &* stride &- padding, 0)
        let bottom = Swift.min(r &* stride &- padding &+ size, rows)
        for c in 0..<resultColumns {
          let left = Swift.max(c &* stride &- padding, 0)
          let right = Swift.min(c &* stride &- padding &+ size, columns)
          let place = (channel &* rows &+ top) &* columns &+ left
          body(index, place, bottom &- top, right &- left)
          index &+= 1
        }
      }
    }
  }
}

// Element-wise passes of training, each over memory once.

/// y ← y + a x.
package func addScaled(
  _ a: Double,
  _ x: UnsafePointer<Double>,
  _ y: UnsafeMutablePointer<Double>,
  _ count: Int
) {
  let factor = Vector(repeating: a)
  var i = 0
  while i &+ lanes <= count {
    store(adding(load(y + i), factor, load(x + i)), y + i)
    i &+= lanes
  }
  while i < count {
    y[i] = adding(y[i], a, x[i])
    i &+= 1
  }
}

/// delta ← delta · y (1 − y), the derivative of the sigmoid at its value y.
package func sigmoidSlopes(
  _ y: UnsafePointer<Double>,
  _ delta: UnsafeMutablePointer<Double>,
  _ count: Int
) {
  var i = 0
  while i < count {
    let part = count &- i < lanes ? count &- i : lanes
    let value = load(y + i, part)
    store(load(delta + i, part) * (value * (1 - value)), delta + i, part)
    i &+= lanes
  }
}

/// delta ← delta · (1 − y²), the derivative of tanh at its value y.
package func tanhSlopes(
  _ y: UnsafePointer<Double>,
  _ delta: UnsafeMutablePointer<Double>,
  _ count: Int
) {
  var i = 0
  while i < count {
    let part = count &- i < lanes ? count &- i : lanes
    let value = load(y + i, part)
    store(load(delta + i, part) * (1 - value * value), delta + i, part)
    i &+= lanes
  }
}

/// v ← keep·v + scale·g, then w ← w + step·v.
package func momentumUpdate(
  _ keep: Double,
  _ scale: Double,
  _ step: Double,
  _ gradient: UnsafePointer<Double>,
  _ velocity: UnsafeMutablePointer<Double>,
  _ weights: UnsafeMutablePointer<Double>,
  _ count: Int
) {
  var i = 0
  while i < count {
    let part = count &- i < lanes ? count &- i : lanes
    let pull = Vector(repeating: scale) * load(gradient + i, part)
    let moved = adding(pull, Vector(repeating: keep), load(velocity + i, part))
    store(moved, velocity + i, part)
    store(adding(load(weights + i, part), Vector(repeating: step), moved), weights + i, part)
    i &+= lanes
  }
}

/// s ← β₁ s + (1−β₁) g, r ← β₂ r + (1−β₂) g², w ← w − η (ŝ/(√r̂ + ε) + λ w).
///
/// ŝ = s·firstCorrection, r̂ = r·secondCorrection, where the corrections are 1/(1 − βᵗ).
package func adamUpdate(
  _ rate: Double,
  _ beta1: Double,
  _ beta2: Double,
  _ firstCorrection: Double,
  _ secondCorrection: Double,
  _ epsilon: Double,
  _ decay: Double,
  _ gradient: UnsafePointer<Double>,
  _ first: UnsafeMutablePointer<Double>,
  _ second: UnsafeMutablePointer<Double>,
  _ weights: UnsafeMutablePointer<Double>,
  _ count: Int
) {
  var i = 0
  while i < count {
    let part = count &- i < lanes ? count &- i : lanes
    let g = load(gradient + i, part)
    let s = adding(
      Vector(repeating: 1 - beta1) * g,
      Vector(repeating: beta1),
      load(first + i, part)
    )
    let r = adding(
      Vector(repeating: 1 - beta2) * (g * g),
      Vector(repeating: beta2),
      load(second + i, part)
    )
    store(s, first + i, part)
    store(r, second + i, part)
    let root = (r * Vector(repeating: secondCorrection)).squareRoot()
    var change = s * Vector(repeating: firstCorrection) / (root + Vector(repeating: epsilon))
    let w = load(weights + i, part)
    change = adding(change, Vector(repeating: decay), w)
    store(adding(w, Vector(repeating: -rate), change), weights + i, part)
    i &+= lanes
  }
}

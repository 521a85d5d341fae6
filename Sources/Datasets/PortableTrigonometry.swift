/// Sine and cosine of an angle by IEEE operations alone.
///
/// The system's may differ in the last bit from machine to machine; made data may not. The angle is
/// brought to |r| ≤ π/4 by multiples of π/2, which is taken in two parts (Cody and Waite, 1980);
/// there the series end below 10⁻¹⁷. Made for angles of a few turns.
func portableSineAndCosine(_ angle: Double) -> (sine: Double, cosine: Double) {
  let quarters = (angle / (Double.pi / 2)).rounded()
  // π/2 to 33 bits, so that its product with a small number is exact, and the rest.
  let rest = (angle - quarters * 1.570_796_326_734_125_6) - quarters * 6.077_100_506_506_192e-11
  let square = rest * rest
  var sine = 0.0
  var cosine = 0.0
  // sin r = r − r³/3! + …, cos r = 1 − r²/2! + …, each from its smallest term.
  for term in stride(from: 9, through: 1, by: -1) {
    let double = Double(2 * term)
    sine = -square / (double * (double + 1)) * (1 + sine)
    cosine = -square / (double * (double - 1)) * (1 + cosine)
  }
  sine = rest * (1 + sine)
  cosine = 1 + cosine
  switch ((Int(quarters) % 4) + 4) % 4 {
  case 0: return (sine, cosine)
  case 1: return (cosine, -sine)
  case 2: return (-sine, -cosine)
  default: return (-cosine, sine)
  }
}

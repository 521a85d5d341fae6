import Diagnostics
import Interpreter
import Tensors
import Testing

/// What a training does whose checkpoints find no place.
@Suite("Where checkpoints go") struct TrainingStoreTests {
  /// A store that holds nothing and takes nothing.
  private struct FullStore: TrainingStore {
    func checkpoint(ofTraining number: Int) -> [UInt8]? { nil }

    func keep(_ checkpoint: [UInt8], ofTraining number: Int) throws(Diagnostic) {
      throw Diagnostic(.file, "run.ckpt cannot be written: no space is left.")
    }

    func name(ofTraining number: Int) -> String { "run.ckpt" }
  }

  @Test("What was learned is kept where a checkpoint cannot be")
  func full() throws {
    var student = Student()
    try student.type("x = [0 0 1 1; 0 1 0 1]; y = [0 1 1 0]; network([2, 2, 1], [tanh, σ])")
    let before = try student.tensor("W[1]")
    student.interpreter.trainingStore = FullStore()
    let outcome = try student.type("train(epochs = 3, batch = 2)")
    #expect(
      outcome?.notices == [
        """
        Stopped in epoch 3, after batch 2 of 2, as its checkpoint cannot be kept: run.ckpt cannot be \
        written: no space is left. What was learned is kept in the session.
        """
      ]
    )
    #expect(try student.tensor("W[1]") != before)
    #expect(try student.tensor("cost_history").count == 3)
  }
}

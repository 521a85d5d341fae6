import Foundation

#if canImport(Darwin)
import Darwin
#endif

/// The environment that programs under test start from: the same on every machine.
///
/// There is no HOME in it, so that no test reads or writes its user's files.
package let standardEnvironment: [String: String] = {
  let ours = ProcessInfo.processInfo.environment
  // Search paths of programs and libraries are the machine's; a sanitizer's options too.
  let kept = ["PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FRAMEWORK_PATH", "TMPDIR"]
  return ours.filter { kept.contains($0.key) }
    .merging(["LANG": "C.UTF-8", "TERM": "xterm-256color"]) { $1 }
}()

/// The path of the gradus that was built beside these tests, or GRADUS_TEST_BINARY.
///
/// - Throws: `ProcessFailure.notBuilt`.
package func gradusExecutable() throws -> String {
  try builtExecutable("gradus", override: ProcessInfo.processInfo.environment["GRADUS_TEST_BINARY"])
}

/// Looks for a program in the folders above the running tests.
///
/// On Linux the tests are a program in the build folder, on macOS a bundle in it.
func builtExecutable(_ name: String, override: String?) throws -> String {
  if let override, !override.isEmpty { return override }
  var folder = URL(fileURLWithPath: pathOfTests())
  while folder.path != "/" {
    folder.deleteLastPathComponent()
    let candidate = folder.appendingPathComponent(name).path
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder),
      !isFolder.boolValue, FileManager.default.isExecutableFile(atPath: candidate)
    {
      return candidate
    }
  }
  throw ProcessFailure.notBuilt(name)
}

/// The path of the file that holds this very code.
private func pathOfTests() -> String {
  #if canImport(Darwin)
  // The tests are a bundle that the toolchain's own program has loaded.
  var image = Dl_info()
  if dladdr(#dsohandle, &image) != 0, let name = image.dli_fname { return String(cString: name) }
  #endif
  return Bundle.main.executablePath ?? CommandLine.arguments[0]
}

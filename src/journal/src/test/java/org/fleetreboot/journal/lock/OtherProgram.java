package org.fleetreboot.journal.lock;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A program of its own that asks whether somebody holds a lock. */
final class OtherProgram {
  private OtherProgram() {}

  /** {@code held} or {@code free}. */
  static String finds(Path lock) throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    ProcessHandle.current().info().command().orElse("java"),
                    "-cp",
                    System.getProperty("java.class.path"),
                    OtherProgram.class.getName(),
                    lock.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  public static void main(String[] args) throws IOException {
    System.out.print(ProcessLock.holder(Path.of(args[0])).isPresent() ? "held" : "free");
  }
}

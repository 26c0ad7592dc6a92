package org.fleetreboot.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.file.JournalFile;

/** The program in a process that is killed: {@code run --start … --until-settled}. */
final class RunProcess {
  /** The exit code of {@code run --until-settled} for a run that succeeded with failed devices. */
  private static final int DEVICES_FAILED = 5;

  private final Path folder;
  private final HubProcess hub;
  private final Path output;

  RunProcess(Path folder, HubProcess hub) throws IOException {
    this.folder = folder;
    this.hub = hub;
    this.output = folder.resolve("run.log");
    Path routes = Files.createDirectories(folder.resolve("routes"));
    Files.copy(Program.shippedRoute("reboot.yaml"), routes.resolve("reboot.yaml"));
    try (InputStream chain = RunProcess.class.getResourceAsStream("kills.yaml")) {
      if (chain == null) {
        throw new IllegalStateException("kills.yaml is not on the class path.");
      }
      Files.copy(chain, routes.resolve("kills.yaml"));
    }
  }

  /**
   * Starts or continues the run, and kills the process after that time.
   *
   * @return false if it ended by itself before
   */
  boolean killedAfter(String run, Duration lifetime) throws Exception {
    Process process = start(run);
    if (process.waitFor(lifetime.toMillis(), TimeUnit.MILLISECONDS)) {
      requireSuccess(process);
      return false;
    }
    process.destroyForcibly().waitFor();
    return true;
  }

  /** Lets the run end, and reads what is recorded about it. */
  RunRecord settle(String run) throws Exception {
    Process process = start(run);
    if (!process.waitFor(3, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new GuaranteeViolation("Run " + run + " does not come to its end; see " + output);
    }
    requireSuccess(process);
    try (JournalReader journal = JournalFile.openReadOnly(journal())) {
      return RunRecord.read(journal, run);
    }
  }

  private Path journal() {
    return folder.resolve("data").resolve("journal.db");
  }

  private Process start(String run) throws IOException {
    ProcessBuilder builder =
        Processes.of(
            folder,
            output,
            Processes.SHORT_LIVED,
            List.of("run", "--start", "kills", "--run-id", run, "--until-settled"));
    builder.environment().put("IOTHUB_CONNECTION_STRING", hub.connectionString());
    builder.environment().put("IOTHUB_CA_FILE", hub.caFile());
    return builder.start();
  }

  /** A device whose call was cut off by a kill may end unknown, so the exit code may be 5. */
  private void requireSuccess(Process process) throws IOException {
    if (process.exitValue() != 0 && process.exitValue() != DEVICES_FAILED) {
      throw new GuaranteeViolation(
          "The run ended with " + process.exitValue() + ": " + Files.readString(output));
    }
  }
}

package org.fleetreboot.journal.lock;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.fleetreboot.journal.file.HubEndpoint;
import org.fleetreboot.journal.file.HubInUse;
import org.fleetreboot.journal.file.HubLock;

/** Another process, because a process's locks do not exclude itself. */
public final class OtherProgram {
  private OtherProgram() {}

  /** {@code held} or {@code free}. */
  static String finds(Path lock) throws IOException {
    return answers("holder", lock.toString());
  }

  /** Tries to work with a hub; returns the refusal, or {@code taken} if it may. */
  public static String wants(Path folder, String hub) throws IOException {
    return answers("hub", folder.toString(), hub);
  }

  private static String answers(String... question) throws IOException {
    List<String> command =
        List.of(
            ProcessHandle.current().info().command().orElse("java"),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            OtherProgram.class.getName());
    Process process =
        new ProcessBuilder(Stream.concat(command.stream(), Stream.of(question)).toList())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  public static void main(String[] args) throws IOException {
    System.out.print(
        args[0].equals("hub")
            ? hub(Path.of(args[1]), args[2])
            : ProcessLock.holder(Path.of(args[1])).isPresent() ? "held" : "free");
  }

  private static String hub(Path folder, String hub) {
    try {
      HubLock.take(folder, HubEndpoint.of(hub), Path.of("/srv/other.db")).close();
      return "taken";
    } catch (HubInUse refused) {
      return String.valueOf(refused.getMessage());
    }
  }
}

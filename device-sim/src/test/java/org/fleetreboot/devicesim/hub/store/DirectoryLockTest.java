package org.fleetreboot.devicesim.hub.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {

  @Test
  void whoIsRefusedInTheSameProcessLetsNoOtherProcessIn(@TempDir Path directory) throws Exception {
    try (DirectoryLock first = DirectoryLock.take(directory)) {
      assertThat(first).isNotNull();
      for (Path name : new Path[] {directory, directory.resolve(".")}) {
        assertThatThrownBy(() -> DirectoryLock.take(name)).hasMessageContaining("is in use");
        assertThatThrownBy(() -> DirectoryLock.requireFree(name)).hasMessageContaining("is in use");
      }
      assertThat(anotherProcessFinds(directory)).contains("is in use by another local hub");
    }
    DirectoryLock.take(directory).close();
  }

  private static String anotherProcessFinds(Path directory) throws IOException {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                AnotherProcess.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  static final class AnotherProcess {
    private AnotherProcess() {}

    public static void main(String[] args) {
      try {
        DirectoryLock.requireFree(Path.of(args[0]));
        System.out.print("free");
      } catch (IOException refused) {
        System.out.print(refused.getMessage());
      }
    }
  }
}

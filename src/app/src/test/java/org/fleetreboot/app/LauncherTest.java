package org.fleetreboot.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ./fleet-reboot} with a JVM that tells its locale and does nothing else. */
class LauncherTest {
  private static final String JVM =
      """
      #!/bin/sh
      if [ "$1" = -XshowSettings:properties ]; then echo "    java.specification.version = 17"
      else locale charmap 2>/dev/null; fi
      """;

  private static final String SHARED = "src/dist/src/main/archive/lib/launch.sh";

  private final Path home;

  LauncherTest(@TempDir Path home) {
    this.home = home;
  }

  @ParameterizedTest
  @CsvSource({"LC_ALL, C", "LC_ALL, POSIX", "LANG, ''", "LC_ALL, no_SUCH.UTF-8", "LC_CTYPE, C"})
  void aLocaleWithoutUmlautsBecomesUtf8(String variable, String locale) throws Exception {
    assumeTrue(output(Map.of("LC_ALL", "C.UTF-8"), "locale", "charmap").equals("UTF-8"));
    Path launcher = Files.copy(CommandLineRun.HOME.resolve("fleet-reboot"), home.resolve("it"));
    Path shared = Files.createDirectories(home.resolve(SHARED).getParent());
    Files.copy(CommandLineRun.HOME.resolve(SHARED), shared.resolve("launch.sh"));
    Path stamp = Files.createDirectories(home.resolve("target")).resolve("app.stamp");
    Files.createFile(stamp); // nothing is newer: nothing is built
    Path jvm = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(jvm, JVM);
    Files.setPosixFilePermissions(jvm, PosixFilePermissions.fromString("rwx------"));

    Map<String, String> variables = Map.of("JAVA_HOME", home.toString(), variable, locale);
    assertThat(output(variables, "bash", launcher.toString(), "list")).isEqualTo("UTF-8");
  }

  private static String output(Map<String, String> variables, String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.equals("LANG") || name.startsWith("LC_"));
    builder.environment().putAll(variables);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }
}

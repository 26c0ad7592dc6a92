package org.fleetreboot.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.fleetreboot.dist.Machine.Answer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The release on a machine with a Java runtime alone: the one of {@code -Drelease.jre=FOLDER},
 * without it this JVM's with no more modules than a runtime has.
 */
class ReleaseTest {
  private static final String RUNTIME =
      "java.se,jdk.charsets,jdk.crypto.ec,jdk.httpserver,jdk.localedata,jdk.management,"
          + "jdk.naming.dns,jdk.net,jdk.security.auth,jdk.unsupported,jdk.zipfs";

  private static final String NAME_AND_VERSION =
      System.getProperty("release.name").replaceFirst("-(?=\\d)", " ");

  private final Machine machine;

  ReleaseTest(@TempDir Path folder) throws Exception {
    machine = Machine.withArchive(folder);
    String jre = System.getProperty("release.jre", "");
    if (jre.isEmpty()) {
      machine.with("FLEET_REBOOT_JAVA_OPTS", "--limit-modules=" + RUNTIME);
      jre = System.getProperty("java.home");
    }
    machine.addToPath(Path.of(jre, "bin"));
  }

  @Test
  void itRunsInAnyFolderWithItsOwnRoutesAndSettings() throws Exception {
    Path elsewhere = machine.folder("some where");

    Answer version = machine.run(elsewhere, "--version");
    assertThat(version.out()).startsWith(NAME_AND_VERSION);
    assertThat(version.exit()).isZero();

    Path settings = machine.release().resolve("conf/application.properties");
    Files.writeString(settings, "reboot.tier = S9", StandardOpenOption.APPEND);
    Answer lint = machine.run(elsewhere, "lint");
    assertThat(lint.err()).contains("The setting reboot.tier is 'S9' (" + settings);
    assertThat(lint.exit()).isEqualTo(2);
  }

  /** Half a minute: {@code .ci/prove-release}. */
  @Test
  @Tag("proof")
  void theDemoRunsToItsEnd() throws Exception {
    Path elsewhere = machine.folder("some where");

    Answer demo = machine.run(elsewhere, "demo", "--devices", "3");
    assertThat(demo.out()).containsPattern("Run demo-\\S+ completed after .* 3 confirmed\\.");
    assertThat(demo.exit()).isZero();
    assertThat(elsewhere.resolve("data")).isNotEmptyDirectory();
  }
}

package org.fleetreboot.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fleetreboot.dist.Machine.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/fleet-reboot} with a Java that tells how it was started, and does nothing else. */
class LaunchTest {
  private static final String JAVA =
      """
      #!/bin/sh
      if [ "$1" = -XshowSettings:properties ]; then echo "    java.specification.version = %s"; exit; fi
      echo "pid $$"
      for argument in "$@"; do echo "[$argument]"; done
      """;

  private final Machine machine;

  LaunchTest(@TempDir Path folder) throws IOException {
    machine = Machine.withScripts(folder);
  }

  @Test
  void itRunsFromAnyFolderThroughALinkToALink() throws Exception {
    machine.program("bin/java", JAVA.formatted("17"));
    Files.createSymbolicLink(machine.folder("b").resolve("it"), script());
    Path second = Files.createSymbolicLink(machine.folder("c").resolve("fr"), Path.of("../b/it"));

    assertThat(machine.run(machine.folder("elsewhere"), second, "get", "a run").out())
        .contains("[-Dfleetreboot.home=" + machine.release().toRealPath() + "]")
        .endsWith("[org.fleetreboot.app.FleetReboot]\n[get]\n[a run]");
  }

  @Test
  void itBecomesTheJvmSoThatSignalsReachIt() throws Exception {
    machine.program("bin/java", JAVA.formatted("17"));

    Answer answer = machine.run(machine.folder("b"), "run");
    assertThat(answer.out()).startsWith("pid " + answer.pid() + "\n");
  }

  @Test
  void ownJarsAndOptionsReachTheJvm() throws Exception {
    machine.program("bin/java", JAVA.formatted("17"));
    Files.createFile(machine.release().resolve("ext/our beans.jar"));

    machine.with("FLEET_REBOOT_JAVA_OPTS", "-Xmx3g  -Dsome=thing");
    String classPath = "/lib/fleet-reboot-app-[^:]+\\.jar:[^:]+/ext/our beans\\.jar]";
    assertThat(machine.run(machine.folder("b"), "run").out())
        .contains("[-Xmx2g]\n")
        .containsPattern("\\[-Xmx3g]\n\\[-Dsome=thing]\n\\[-cp]\n\\[[^:]+" + classPath);
  }

  @Test
  void javaHomeGoesBeforeThePath() throws Exception {
    machine.program("bin/java", "#!/bin/sh\necho wrong\n");
    machine.program("a home/bin/java", JAVA.formatted("21"));

    machine.with("JAVA_HOME", machine.folder("a home").toString());
    assertThat(machine.run(machine.folder("b"), "list").out())
        .contains("[-Dcamel.threads.virtual.enabled=true]");
  }

  @Test
  void aJavaThatIsTooOldIsPassedOverForOneWhereTheSystemKeepsThem() throws Exception {
    machine.program("bin/java", JAVA.formatted("1.8"));
    machine.program("jvm/java-17/bin/java", JAVA.formatted("17"));

    assertThat(machine.run(machine.folder("b"), "list").out()).endsWith("[list]");
  }

  @Test
  void withoutJavaOneSentenceSaysWhatToDo() throws Exception {
    Answer answer = machine.run(machine.folder("b"), "demo");

    assertThat(answer.err())
        .isEqualTo(
            "fleet-reboot: found no Java 17 or newer; install a Java runtime (JRE), or set"
                + " JAVA_HOME to one.");
    assertThat(answer.exit()).isEqualTo(2);
  }

  @Test
  void withAnOldJavaTheSentenceNamesIt() throws Exception {
    Path old = machine.program("bin/java", JAVA.formatted("11"));

    assertThat(machine.run(machine.folder("b"), "demo").err())
        .isEqualTo(
            "fleet-reboot: found only Java 11 (%s), and no Java 17 or newer; install a Java runtime (JRE), or set JAVA_HOME to one."
                .formatted(old));
  }

  @Test
  void suggestedCommandsCallItAsItWasCalled() throws Exception {
    machine.program("bin/java", JAVA.formatted("17"));
    Path link = Files.createSymbolicLink(machine.folder("b").resolve("fr"), script());
    assertThat(machine.run(machine.folder("b"), link, "list").out())
        .contains("[-Dfleetreboot.command='" + link + "']");

    machine.addToPath(machine.folder("b"));
    assertThat(machine.run(machine.folder("b"), link, "list").out())
        .contains("[-Dfleetreboot.command=fr]");
  }

  private Path script() {
    return machine.release().resolve("bin/fleet-reboot");
  }
}

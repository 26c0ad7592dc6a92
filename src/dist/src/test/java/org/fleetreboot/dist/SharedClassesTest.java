package org.fleetreboot.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A first run of a release records its classes, so that later starts share them. */
@Timeout(60)
class SharedClassesTest {
  private static final List<String> COMMANDS =
      List.of("cat", "cksum", "find", "grep", "ls", "mkdir", "mv", "nice", "rm", "wc");

  /** The last class of a start. */
  private static final String UP = "org/fleetreboot/app/program/MissedFires\\n";

  /** A Java that makes the files of its options, and tells these. */
  private static final String JAVA =
      """
      #!/bin/sh
      if [ "$1" = -XshowSettings:properties ]; then echo "    java.specification.version = 17"; exit; fi
      for argument in "$@"; do
        case "$argument" in
          -XX:DumpLoadedClassList=*) printf 'java/lang/Object\\n%sjava/la' >"${argument#*=}" ;;
          -XX:SharedClassListFile=*) list="${argument#*=}" ;;
          -XX:SharedArchiveFile=*) if [ -n "$list" ]; then cat "$list" >"${argument#*=}"; fi ;;
        esac
        echo "[$argument]"
      done
      """;

  private final Machine machine;
  private final Path cache;

  SharedClassesTest(@TempDir Path folder) throws IOException {
    machine = Machine.withScripts(folder);
    cache = machine.folder(".cache/fleet-reboot");
    for (String command : COMMANDS) {
      machine.command(command);
    }
    // Until Java has begun with its list, which is written at once.
    machine.program(
        "bin/sleep", "#!/bin/sh\nuntil [ -s \"$HOME\"/.cache/fleet-reboot/*.list ]; do :; done\n");
  }

  @Test
  void theFirstRunPreparesTheNextStarts() throws Exception {
    machine.program("bin/java", JAVA.formatted(UP));

    assertThat(start("run")).contains("[-XX:DumpLoadedClassList=" + cache);
    Path shared = prepared();
    assertThat(shared).hasContent("java/lang/Object\norg/fleetreboot/app/program/MissedFires");
    assertThat(start("run"))
        .contains("[-XX:SharedArchiveFile=%s]\n[-Xlog:cds*=off]".formatted(shared))
        .doesNotContain("DumpLoadedClassList");
    assertThat(start("list")).contains("[-XX:SharedArchiveFile=" + shared + "]");

    Files.writeString(machine.release().resolve("lib/fleet-reboot-app-1.jar"), "a newer one");
    assertThat(start("list")).as("of other jars").doesNotContain("cache");
    machine.with("FLEET_REBOOT_CACHE", "off");
    assertThat(start("run")).doesNotContain("cache");
  }

  @Test
  void aStartThatFailedPreparesNothing() throws Exception {
    machine.program("bin/java", JAVA.formatted(""));

    assertThat(start("run")).contains("[-XX:DumpLoadedClassList=");
    while (!listed().isEmpty()) {
      Thread.onSpinWait();
    }
    assertThat(start("list")).doesNotContain("cache");
  }

  @Test
  void whereNothingCanBeKeptItStartsAsEver() throws Exception {
    machine.program("bin/java", JAVA.formatted(UP));
    machine.with("FLEET_REBOOT_CACHE", "/dev/null/cache");

    assertThat(machine.run(machine.folder("b"), "run").err()).isEmpty();
    assertThat(start("run")).endsWith("[run]").doesNotContain("cache");
  }

  private String start(String command) throws Exception {
    return machine.run(machine.folder("b"), command).out();
  }

  private Path prepared() throws IOException {
    while (true) {
      List<Path> files = listed();
      if (files.size() == 1 && files.get(0).toString().endsWith(".jsa")) {
        return files.get(0);
      }
      Thread.onSpinWait();
    }
  }

  private List<Path> listed() throws IOException {
    try (var files = Files.list(cache)) {
      return files.toList();
    }
  }
}

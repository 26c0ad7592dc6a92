package org.fleetreboot.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemdTest {
  private static final Path UNIT = Path.of("src/main/archive/systemd/fleet-reboot.service");

  private static final Path STANDBY = Path.of("src/main/archive/systemd/standby.conf");

  private static final Path VERIFIER = Path.of("/usr/bin/systemd-analyze");

  @Test
  void systemdUnderstandsEveryLine(@TempDir Path folder) throws Exception {
    assumeTrue(Files.isExecutable(VERIFIER), "systemd-analyze is not installed");
    String name = System.getProperty("release.name");
    Path release = Path.of("target", name, name).toAbsolutePath();
    Path unit = folder.resolve("fleet-reboot.service");
    Files.writeString(unit, at(release, UNIT));
    verify(unit);

    Path dropIns = Files.createDirectory(folder.resolve("fleet-reboot.service.d"));
    Files.writeString(dropIns.resolve("standby.conf"), at(release, STANDBY));
    verify(unit);
  }

  private static String at(Path release, Path file) throws IOException {
    return Files.readString(file).replace("=/opt/fleet-reboot/", "=" + release + "/");
  }

  private static void verify(Path unit) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(VERIFIER.toString(), "verify", unit.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said).isEmpty();
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void whatAPersonHasToMendIsNotStartedAgain() throws Exception {
    assertThat(Files.readAllLines(UNIT))
        .contains(
            "Restart=on-failure", "RestartPreventExitStatus=1 2 4 5 6", "SuccessExitStatus=143");
  }

  @Test
  void aMachineThatGaveTheVolumeAwayStandsByAgain() throws Exception {
    assertThat(Files.readAllLines(STANDBY))
        .contains("ExecStart=/opt/fleet-reboot/bin/fleet-reboot run --standby", "Restart=always");
  }

  @Test
  void theServiceRunsWithoutRightsAndWritesItsOwnFolderAlone() throws Exception {
    assertThat(Files.readAllLines(UNIT))
        .contains(
            "User=fleet-reboot",
            "StateDirectory=fleet-reboot",
            "WorkingDirectory=/var/lib/fleet-reboot",
            "NoNewPrivileges=yes",
            "ProtectSystem=strict",
            "CapabilityBoundingSet=");
  }
}

package org.fleetreboot.devicesim.device;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubCertificateTest {

  @Test
  void anEmptyFileIsRefusedByName(@TempDir Path directory) throws IOException {
    Path empty = Files.createFile(directory.resolve("ca.pem"));

    assertThatThrownBy(() -> HubCertificate.trusting(empty))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ca.pem");
  }
}

package org.fleetreboot.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The guide shows the example as it is. */
class GuideTest {
  private final String guide;

  GuideTest() throws IOException {
    guide = Files.readString(Path.of("../../docs/guides/use-reboot-steps-in-your-application.md"));
  }

  @Test
  void itsRouteIsTheOneOfTheExample() throws IOException {
    assertThat(guide)
        .contains(Files.readString(Path.of("src/main/resources/routes/maintenance.yaml")));
  }

  @Test
  void itsJavaIsTheMainOfTheExample() throws IOException {
    String source =
        Files.readString(Path.of("src/main/java/org/fleetreboot/example/Maintenance.java"));
    String body = source.substring(source.indexOf("    Main main"), source.lastIndexOf("  }\n}"));
    assertThat(guide).contains(body.replaceAll("(?m)^ {4}", ""));
  }

  @Test
  void itsSettingIsOneOfTheExample() throws IOException {
    String setting = "camel.component.iothub.connectionString = {{env:IOTHUB_CONNECTION_STRING}}";
    assertThat(Files.readString(Path.of("src/main/resources/application.properties")))
        .contains(setting);
    assertThat(guide).contains(setting);
  }
}

package org.fleetreboot.app.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserClassesTest {
  @Test
  void aSettingThatAUsersClassReadsIsUsed(@TempDir Path folder) throws IOException {
    Path jar = folder.resolve("user.jar");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry("Checks.class"));
      out.write(new byte[] {(byte) 0xCA, (byte) 0xFE, 1, 0, 9});
      out.write("site.url".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    Path classes = Files.createDirectories(folder.resolve("classes"));
    Files.writeString(classes.resolve("more.properties"), "x = {{site.key}}");

    assertThat(
            UserClasses.naming(
                Set.of("site.url", "site.key", "site.name"),
                String.join(
                    File.pathSeparator, jar.toString(), classes.toString(), "", "/no/such.jar")))
        .containsExactlyInAnyOrder("site.url", "site.key");
  }
}

package org.fleetreboot.app.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fleetreboot.app.CommandLineRun;

/**
 * Pictures of pages: always in {@code target/screenshots}, and with {@code -Ddocs.update=true} in
 * {@code docs/images}, where the guides show them.
 */
final class Screenshots {
  private static final Path DOCS = CommandLineRun.HOME.resolve("docs/images");
  private static final int LARGEST = 150 * 1024;
  private static final boolean UPDATE = Boolean.getBoolean("docs.update");

  private Screenshots() {}

  /** A picture of what the browser shows, of which the guides have one that is as large. */
  static void take(Browser browser, String name) throws IOException {
    byte[] picture = browser.screenshot();
    Files.write(
        Files.createDirectories(Path.of("target/screenshots")).resolve(name + ".png"), picture);
    Path shown = DOCS.resolve(name + ".png");
    if (UPDATE) {
      Files.write(shown, picture);
    }
    assertThat(shown).as("-Dtest=DashboardTest -Ddocs.update=true makes it anew").exists();
    assertThat(Files.size(shown)).as("bytes of " + name).isLessThan(LARGEST);
    assertThat(sizeOf(Files.readAllBytes(shown))).as(name).isEqualTo(sizeOf(picture));
  }

  /** Width and height, in the first chunk of a PNG. */
  private static String sizeOf(byte[] png) {
    java.nio.ByteBuffer header = java.nio.ByteBuffer.wrap(png);
    return header.getInt(16) + " × " + header.getInt(20);
  }
}

package org.fleetreboot.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fleetreboot.app.CommandLineRun;
import org.jline.utils.AttributedString;

/** A picture in docs/images. */
public final class Capture {
  private Capture() {}

  /** Compares it with what a command shows now, or writes it anew with -Ddocs.update=true. */
  public static void requireCurrent(String file, String command, List<AttributedString> shown)
      throws IOException {
    Path image = CommandLineRun.HOME.resolve("docs/images").resolve(file);
    String made = TerminalSvg.of(command, shown);
    if (Boolean.getBoolean("docs.update")) {
      Files.createDirectories(image.getParent());
      Files.writeString(image, made);
    }
    assertThat(image).as("-Ddocs.update=true makes it anew").exists().content().isEqualTo(made);
  }
}

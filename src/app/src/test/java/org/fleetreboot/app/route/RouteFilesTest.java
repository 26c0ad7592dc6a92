package org.fleetreboot.app.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteFilesTest {
  private final Path directory;

  RouteFilesTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void aPatternWithoutFilesOverlooksNoFile() {
    assertThat(find("file:/").overlooked()).isEmpty();
    assertThat(find("file:/").files()).isEmpty();
  }

  @Test
  void filesOutsideThePatternAreReported() throws IOException {
    Path other = Files.createFile(directory.resolve("weekly.txt"));
    Files.createFile(directory.resolve("nightly.yaml"));

    assertThat(find("file:" + directory + "/*.yaml").overlooked()).containsExactly(other);
  }

  @Test
  void aFolderMayBeALink() throws IOException {
    Path folder = Files.createDirectory(directory.resolve("of-the-plant"));
    Files.createFile(folder.resolve("nightly.yaml"));
    Files.createFile(folder.resolve("weekly.txt"));
    Path routes = Files.createSymbolicLink(directory.resolve("routes"), folder);

    RouteFiles found = find(RouteFiles.in("routes"));
    assertThat(found.files()).containsExactly(routes.resolve("nightly.yaml"));
    assertThat(found.overlooked()).containsExactly(routes.resolve("weekly.txt"));
  }

  private RouteFiles find(String pattern) {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    return RouteFiles.find(
        pattern,
        new ProcessEnvironment(
            nowhere, nowhere, Map.of(), directory, directory, false, InstantSource.system()));
  }
}

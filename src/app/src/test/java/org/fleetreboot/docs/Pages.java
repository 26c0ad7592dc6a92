package org.fleetreboot.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Markdown pages of the project. */
final class Pages {
  private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();

  private static final Pattern YAML = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");

  private Pages() {}

  /** README, CHANGELOG and the like, device-sim's page, and all below docs/. */
  static List<Path> all() throws IOException {
    try (Stream<Path> top = Files.list(HOME);
        Stream<Path> docs = Files.walk(HOME.resolve("docs"))) {
      return Stream.of(top, docs, Stream.of(HOME.resolve("device-sim/README.md")))
          .flatMap(paths -> paths)
          .filter(path -> path.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  /** The blocks of YAML that are whole routes, not parts of one. */
  static List<String> routes() throws IOException {
    return all().stream()
        .flatMap(page -> YAML.matcher(read(page)).results())
        .map(block -> block.group(1))
        .filter(block -> block.startsWith("- route:"))
        .toList();
  }

  static String read(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new AssertionError(page + " cannot be read", e);
    }
  }
}

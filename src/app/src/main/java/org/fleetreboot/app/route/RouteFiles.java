package org.fleetreboot.app.route;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.camel.util.AntPathMatcher;
import org.fleetreboot.app.failure.FileErrorText;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.app.settings.TextFile;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** The route files, according to {@code camel.main.routesIncludePattern}. */
public final class RouteFiles {
  /** Camel's setting for the pattern of route files. */
  public static final String PATTERN = "camel.main.routesIncludePattern";

  /** The chain of {@code start}, which needs no file of the user. */
  static final String OWN = "classpath:org/fleetreboot/app/start.yaml";

  private static final String FILE = "file:";

  private final String pattern;
  private final List<Path> files;

  private RouteFiles(String pattern, List<Path> files) {
    this.pattern = pattern;
    this.files = files;
  }

  /**
   * Finds the files. A relative pattern refers to the working directory or, if that has no such
   * directory, to the project's.
   */
  public static RouteFiles find(Settings settings, ProcessEnvironment environment) {
    return find(settings.text(PATTERN).orElse(in("routes")), environment);
  }

  /** The pattern for all route files of a folder. */
  public static String in(String folder) {
    return FILE + folder + "/*.yaml," + FILE + folder + "/*.yml";
  }

  /** As {@link #find(Settings, ProcessEnvironment)}, by a pattern. */
  public static RouteFiles find(String given, ProcessEnvironment environment) {
    List<String> patterns = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    for (String part : given.split(",", -1)) {
      String pattern = part.strip();
      if (pattern.startsWith(FILE)) {
        Path resolved = resolve(pattern.substring(FILE.length()), environment);
        patterns.add(FILE + resolved);
        files.addAll(matching(resolved));
      } else if (!pattern.isEmpty()) {
        patterns.add(pattern);
      }
    }
    return new RouteFiles(String.join(",", patterns), files);
  }

  private static Path resolve(String pattern, ProcessEnvironment environment) {
    Path here = environment.resolve(pattern);
    Path directory = here.getParent();
    return directory == null || Files.isDirectory(directory)
        ? here
        : environment.home().resolve(pattern).normalize();
  }

  private static List<Path> matching(Path pattern) {
    Path directory = pattern.getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      return List.of();
    }
    AntPathMatcher matcher = new AntPathMatcher();
    try {
      // A walk does not follow a link that it starts at.
      Path real = directory.toRealPath();
      return walk(real)
          .map(file -> directory.resolve(real.relativize(file)))
          .filter(file -> matcher.match(pattern.toString(), file.toString()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw ProgramFailure.setup(
          "The routes in %s cannot be listed (%s).".formatted(directory, FileErrorText.of(e)), e);
    }
  }

  private static Stream<Path> walk(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).toList().stream();
    }
  }

  /** Files beside them that are not read, usually because of another extension. */
  List<Path> overlooked() {
    Set<Path> beside = new TreeSet<>();
    for (String part : pattern.split(",", -1)) {
      Path named = part.startsWith(FILE) ? Path.of(part.substring(FILE.length())) : Path.of("");
      Path name = named.getFileName();
      if (name != null && name.toString().contains("*") && named.getParent() != null) {
        beside.addAll(matching(named.resolveSibling("*")));
      }
    }
    beside.removeAll(files);
    beside.removeIf(file -> file.getFileName().toString().startsWith("."));
    return List.copyOf(beside);
  }

  /** The existing files, in order. */
  List<Path> files() {
    return files;
  }

  /** What the user named, for messages. */
  public String pattern() {
    return pattern;
  }

  /** In Camel's notation, with the chain of {@code start}. */
  public String patternWithOwn() {
    return pattern + "," + OWN;
  }

  /** The text of the chain of {@code start}. */
  static String own() {
    String name = OWN.substring("classpath:".length());
    try (InputStream text = RouteFiles.class.getClassLoader().getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(text, OWN).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Parses them as YAML, to report syntax errors with file and line.
   *
   * @throws ProgramFailure if there is no file, or one is not YAML
   */
  public void check() {
    if (files.isEmpty() && !pattern.contains("classpath:")) {
      throw ProgramFailure.setup(
          "No routes found in %s: start in the project directory, or set %s."
              .formatted(pattern, PATTERN));
    }
    files.forEach(RouteFiles::check);
  }

  /**
   * Parses one file as YAML, if that is its format.
   *
   * @throws ProgramFailure with the line, if it is not YAML, or has parts that Camel would ignore
   */
  static void check(Path file) {
    if (!file.toString().endsWith(".yaml") && !file.toString().endsWith(".yml")) {
      return;
    }
    Compose compose = new Compose(LoadSettings.builder().setLabel(file.toString()).build());
    try {
      compose
          .composeString(TextFile.read(file))
          .flatMap(root -> YamlTopLevel.stray(file, root))
          .ifPresent(stray -> refuse(file, stray));
    } catch (MarkedYamlEngineException e) {
      String where =
          e.getProblemMark()
              .map(
                  mark ->
                      ", line %d, column %d".formatted(mark.getLine() + 1, mark.getColumn() + 1))
              .orElse("");
      throw ProgramFailure.setup(
          "%s%s: invalid YAML (%s); correct the line.".formatted(file, where, e.getProblem()), e);
    } catch (IOException e) {
      throw ProgramFailure.setup(
          "%s cannot be read (%s); correct it, or move it away."
              .formatted(file, FileErrorText.of(e)),
          e);
    }
  }

  private static void refuse(Path file, YamlTopLevel.Stray stray) {
    throw ProgramFailure.setup(
        "%s, line %d, column %d: %s.".formatted(file, stray.line(), stray.column(), stray.text()));
  }
}

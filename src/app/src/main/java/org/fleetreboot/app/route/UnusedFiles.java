package org.fleetreboot.app.route;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.fleetreboot.app.failure.Spelling;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.app.settings.TextFile;

/**
 * Finds what is never read: settings that no route, setting or class of the user mentions, and
 * files beside the routes.
 */
public final class UnusedFiles {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{[?!]?([\\w.-]+)");

  private UnusedFiles() {}

  /** Reports each of them, in one line. */
  public static void tell(Settings settings, RouteFiles routes, ProcessEnvironment environment) {
    List<String> lines = new ArrayList<>();
    for (Path file : routes.overlooked()) {
      lines.add(
          "%s is not read: routes are %s. Rename it, move it away, or set %s."
              .formatted(file, routes.pattern(), RouteFiles.PATTERN));
    }
    lines.addAll(unread(settings, routes));
    lines.forEach(line -> environment.err().println("fleet-reboot: warning: " + line));
  }

  private static List<String> unread(Settings settings, RouteFiles routes) {
    List<String> texts = new ArrayList<>(routes.files().stream().map(UnusedFiles::text).toList());
    texts.add(RouteFiles.own());
    Set<String> read = new TreeSet<>();
    texts.forEach(text -> addPlaceholders(text, read));
    settings.all().values().forEach(value -> addPlaceholders(value.toString(), read));
    Set<String> unread = settings.others();
    unread.removeAll(read);
    unread.removeIf(name -> texts.stream().anyMatch(text -> names(text, name)));
    if (!unread.isEmpty()) {
      unread.removeAll(UserClasses.naming(unread));
    }
    return unread.stream()
        .map(
            name ->
                "unused setting %s (%s).%s"
                    .formatted(name, settings.source(name), Spelling.question(name, read)))
        .toList();
  }

  private static void addPlaceholders(String text, Set<String> names) {
    PLACEHOLDER.matcher(text).results().map((MatchResult one) -> one.group(1)).forEach(names::add);
  }

  private static boolean names(String text, String name) {
    return Pattern.compile("(?<![\\w.-])" + Pattern.quote(name) + "(?![\\w.-])")
        .matcher(text)
        .find();
  }

  private static String text(Path file) {
    try {
      return TextFile.read(file);
    } catch (IOException toldWhenItIsReadAsARoute) {
      return "";
    }
  }
}

package org.fleetreboot.app.route;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folders and jars that a user has added to the class path. The program's own libraries are not
 * part of it, because its jar names them.
 */
public final class UserClasses {
  private static final Logger LOG = LoggerFactory.getLogger(UserClasses.class);

  private UserClasses() {}

  /** The names that occur in a class or a file there. */
  static Set<String> naming(Set<String> names) {
    return naming(names, System.getProperty("java.class.path", ""));
  }

  static Set<String> naming(Set<String> names, String classPath) {
    Set<String> found = new HashSet<>();
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      Path path = Path.of(entry);
      try {
        if (!entry.isEmpty() && Files.exists(path) && !isOurs(path)) {
          look(path, names, found);
        }
      } catch (IOException | URISyntaxException e) {
        LOG.debug("{} was not looked through", entry, e);
      }
    }
    return found;
  }

  private static boolean isOurs(Path entry) throws IOException, URISyntaxException {
    Path own =
        Path.of(UserClasses.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return Files.isSameFile(entry, own);
  }

  private static void look(Path entry, Set<String> names, Set<String> found) throws IOException {
    if (Files.isDirectory(entry)) {
      try (Stream<Path> files = Files.walk(entry)) {
        for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
          look(Files.readAllBytes(file), names, found);
        }
      }
    } else if (entry.toString().toLowerCase(Locale.ROOT).endsWith(".jar")) {
      try (InputStream in = Files.newInputStream(entry);
          ZipInputStream jar = new ZipInputStream(in)) {
        for (ZipEntry file = jar.getNextEntry(); file != null; file = jar.getNextEntry()) {
          look(jar.readAllBytes(), names, found);
        }
      }
    }
  }

  /** A class file contains its string constants literally. */
  private static void look(byte[] bytes, Set<String> names, Set<String> found) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    names.stream().filter(text::contains).forEach(found::add);
  }
}

package org.fleetreboot.devicesim.supported;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * What one test proves.
 *
 * @param test its class and method
 * @param runs false when no build runs it
 */
public record Proof(String test, boolean runs, String row, Set<String> errors) {

  /** Every {@link Proves} of this module's tests. */
  public static List<Proof> all() throws IOException, URISyntaxException {
    Path root = Path.of(Proof.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(file -> root.relativize(file).toString())
          .filter(file -> file.endsWith(".class"))
          .map(file -> file.replaceFirst("\\.class$", "").replace('/', '.').replace('\\', '.'))
          .sorted()
          .flatMap(name -> Arrays.stream(loaded(name).getDeclaredMethods()))
          .flatMap(Proof::of)
          .toList();
    }
  }

  private static Class<?> loaded(String name) {
    try {
      return Class.forName(name, false, Proof.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static Stream<Proof> of(Method method) {
    String test = method.getDeclaringClass().getSimpleName() + "." + method.getName();
    return Arrays.stream(method.getAnnotationsByType(Proves.class))
        .map(proves -> new Proof(test, isRun(method), proves.value(), Set.of(proves.errors())));
  }

  static boolean isRun(Method method) {
    Class<?> in = method.getDeclaringClass();
    return in.getName().endsWith("Test")
        && !in.isAnnotationPresent(Disabled.class)
        && !method.isAnnotationPresent(Disabled.class)
        && (method.isAnnotationPresent(Test.class)
            || method.isAnnotationPresent(ParameterizedTest.class));
  }
}

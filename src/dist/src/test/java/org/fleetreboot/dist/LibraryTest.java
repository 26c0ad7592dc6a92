package org.fleetreboot.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LibraryTest {
  private static final String NAME = System.getProperty("release.name");

  private static final Path LIBRARY = Path.of("target", NAME, NAME, "lib");

  private static final String PROGRAM = "fleet-reboot-app-";

  @Test
  void itHoldsTheProgramAndEveryJarThatTheProgramNames() throws IOException {
    List<String> jars = jars();
    Path program =
        LIBRARY.resolve(
            jars.stream().filter(name -> name.startsWith(PROGRAM)).findFirst().orElseThrow());

    try (JarFile jar = new JarFile(program.toFile())) {
      String classPath = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      assertThat(jars)
          .filteredOn(name -> !name.startsWith(PROGRAM))
          .as("a jar too many is of an earlier build: ./mvnw clean")
          .containsExactlyInAnyOrder(classPath.split(" "));
    }
  }

  private static List<String> jars() throws IOException {
    try (Stream<Path> files = Files.list(LIBRARY)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".jar"))
          .toList();
    }
  }
}

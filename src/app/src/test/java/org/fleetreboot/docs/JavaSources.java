package org.fleetreboot.docs;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The Java sources of the project, its tests among them, by the simple name of the class. */
final class JavaSources {
  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

  private final Map<String, List<Path>> files;

  private JavaSources(Map<String, List<Path>> files) {
    this.files = files;
  }

  static JavaSources below(Path home) throws IOException {
    try (Stream<Path> all = Files.walk(home)) {
      return new JavaSources(
          all.filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !file.toString().contains("/target/"))
              .collect(Collectors.groupingBy(JavaSources::className)));
    }
  }

  private static String className(Path file) {
    return file.getFileName().toString().replace(".java", "");
  }

  boolean hasClass(String name) {
    return files.containsKey(name);
  }

  /** Whether a class of that name declares a method, a field or a type so named. */
  boolean hasMember(String className, String member) {
    return files.getOrDefault(className, List.of()).stream()
        .flatMap(JavaSources::types)
        .filter(type -> type.getSimpleName().contentEquals(className))
        .flatMap(type -> type.getMembers().stream())
        .anyMatch(tree -> nameOf(tree).equals(member));
  }

  private static Stream<ClassTree> types(Path file) {
    try (StandardJavaFileManager manager = COMPILER.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              COMPILER.getTask(
                  null, manager, null, null, null, manager.getJavaFileObjects(file.toFile()));
      Stream<? extends CompilationUnitTree> units =
          StreamSupport.stream(task.parse().spliterator(), false);
      return units
          .flatMap(unit -> unit.getTypeDecls().stream())
          .filter(ClassTree.class::isInstance)
          .map(ClassTree.class::cast)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new AssertionError(file + " cannot be read", e);
    }
  }

  private static String nameOf(Tree tree) {
    if (tree instanceof MethodTree method) {
      return method.getName().toString();
    }
    if (tree instanceof VariableTree field) {
      return field.getName().toString();
    }
    return tree instanceof ClassTree type ? type.getSimpleName().toString() : "";
  }
}

package org.fleetreboot.devicesim.hub;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which operations of a client the tests call, read from their class files. */
final class SdkCalls {
  private static final JavaClasses TESTS =
      new ClassFileImporter()
          .importUrl(SdkCalls.class.getProtectionDomain().getCodeSource().getLocation());

  private SdkCalls() {}

  /** All operations of a client, as {@code name(Parameter, ...)}. */
  static Set<String> offered(Class<?> client) {
    return Arrays.stream(client.getMethods())
        .filter(method -> method.getDeclaringClass() != Object.class)
        .map(method -> signature(method.getName(), names(method.getParameterTypes())))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What the tests call of it, by itself or as a class it extends. */
  static Set<String> called(Class<?> client) {
    return TESTS.stream()
        .flatMap(test -> test.getCodeUnits().stream())
        .flatMap(SdkCalls::targets)
        .filter(target -> target.getOwner().isEquivalentTo(client) || isAbove(target, client))
        .map(
            target ->
                signature(
                    target.getName(),
                    target.getRawParameterTypes().stream().map(type -> type.getSimpleName())))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<CodeUnitAccessTarget> targets(JavaCodeUnit unit) {
    return Stream.concat(
        unit.getCallsFromSelf().stream().map(call -> call.getTarget()),
        unit.getMethodReferencesFromSelf().stream().map(reference -> reference.getTarget()));
  }

  private static boolean isAbove(CodeUnitAccessTarget target, Class<?> client) {
    Class<?> above = client.getSuperclass();
    return above != Object.class && target.getOwner().isEquivalentTo(above);
  }

  private static Stream<String> names(Class<?>... parameters) {
    return Arrays.stream(parameters).map(Class::getSimpleName);
  }

  private static String signature(String name, Stream<String> parameters) {
    return name + parameters.collect(Collectors.joining(", ", "(", ")"));
  }
}

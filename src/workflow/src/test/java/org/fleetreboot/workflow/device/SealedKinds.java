package org.fleetreboot.workflow.device;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The classes of which an object of a sealed type can be. */
final class SealedKinds {
  private SealedKinds() {}

  static List<Class<?>> of(Class<?> sealed) {
    return leaves(sealed).toList();
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(SealedKinds::leaves)
        : Stream.of(type);
  }
}

package org.fleetreboot.architecture;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Calendar;
import java.util.Date;
import java.util.Set;

/** The JDK's ways to learn what time it is. */
final class ClockReadings {

  private static final Set<String> SYSTEM_CLOCKS =
      Set.of(
          "system", "systemUTC", "systemDefaultZone", "tickMillis", "tickSeconds", "tickMinutes");

  private ClockReadings() {}

  static boolean wallClock(CodeUnitAccessTarget target) {
    JavaClass owner = target.getOwner();
    String name = target.getName();
    if (owner.getPackageName().startsWith("java.time")) {
      return name.equals("now") && !takes(target, Clock.class);
    }
    if (owner.isEquivalentTo(Date.class)) {
      return name.equals("<init>") && target.getRawParameterTypes().isEmpty();
    }
    if (owner.isEquivalentTo(Calendar.class)) {
      return name.equals("getInstance");
    }
    return owner.isEquivalentTo(System.class) && name.equals("currentTimeMillis");
  }

  static boolean systemClock(CodeUnitAccessTarget target) {
    JavaClass owner = target.getOwner();
    return (owner.isEquivalentTo(Clock.class) || owner.isEquivalentTo(InstantSource.class))
        && SYSTEM_CLOCKS.contains(target.getName());
  }

  static boolean monotonicClock(CodeUnitAccessTarget target) {
    return target.getOwner().isEquivalentTo(System.class) && target.getName().equals("nanoTime");
  }

  private static boolean takes(CodeUnitAccessTarget target, Class<?> parameter) {
    return target.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(parameter));
  }
}

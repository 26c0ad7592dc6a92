package org.fleetreboot.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import java.time.InstantSource;
import java.util.List;

/** Who reads a clock: what depends on the hour must be decided the same on a replay. */
final class ClockRules {

  private ClockRules() {}

  static List<HouseRule> all(Modules modules) {
    return List.of(
        new HouseRule(
            noClasses()
                .that()
                .resideInAPackage(modules.root() + "..")
                .should(new Use("read the wall clock", ClockReadings::wallClock))
                .because("the time comes from the clock that was handed in"),
            "ReadsTheClock"),
        new HouseRule(
            modules
                .allBut("app", "bench")
                .and(DescribedPredicate.not(takeAnotherClock()))
                .and(DescribedPredicate.not(JavaClass.Predicates.assignableTo(InstantSource.class)))
                .should(new Use("make a system clock", ClockReadings::systemClock))
                .because("outside the program it is a default, there to be replaced"),
            "MakesItsClock"),
        new HouseRule(
            noClasses()
                .that()
                .resideInAnyPackage(modules.in("workflow", "journal", "engine"))
                .should(new Use("read the monotonic clock", ClockReadings::monotonicClock))
                .because("their deadlines are instants in the journal"),
            "TimesItself"));
  }

  /** A component or builder for others: it begins with the system's clock, and takes another. */
  private static DescribedPredicate<JavaClass> takeAnotherClock() {
    return DescribedPredicate.describe(
        "take another clock", type -> type.getMethods().stream().anyMatch(ClockRules::takesClock));
  }

  private static boolean takesClock(JavaMethod method) {
    return (method.getName().equals("setClock") || method.getName().equals("clock"))
        && method.getRawParameterTypes().size() == 1
        && method.getRawParameterTypes().get(0).isEquivalentTo(InstantSource.class);
  }
}

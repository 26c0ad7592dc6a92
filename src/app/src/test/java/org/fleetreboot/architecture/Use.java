package org.fleetreboot.architecture;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.function.Predicate;

/** Calls a method or refers to it: {@code Instant::now} reads the clock, too. */
final class Use extends ArchCondition<JavaClass> {

  private final Predicate<CodeUnitAccessTarget> target;

  Use(String what, Predicate<CodeUnitAccessTarget> target) {
    super(what);
    this.target = target;
  }

  @Override
  public void check(JavaClass origin, ConditionEvents events) {
    origin.getCodeUnitCallsFromSelf().forEach(call -> judge(call, events));
    origin.getCodeUnitReferencesFromSelf().forEach(reference -> judge(reference, events));
  }

  private void judge(JavaCodeUnitAccess<?> access, ConditionEvents events) {
    boolean used = target.test(access.getTarget());
    events.add(new SimpleConditionEvent(access, used, access.getDescription()));
  }
}

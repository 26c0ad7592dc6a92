package org.fleetreboot.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HouseRulesTest {

  private static final String ROOT = "org.fleetreboot";
  private static final String BROKEN_ROOT = ROOT + ".architecture.broken";

  private static final JavaClasses PROGRAM =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  private static final JavaClasses BROKEN = new ClassFileImporter().importPackages(BROKEN_ROOT);

  @ParameterizedTest
  @MethodSource
  void theProgramFollows(HouseRule rule) {
    rule.check(PROGRAM);
  }

  static List<HouseRule> theProgramFollows() {
    return HouseRule.under(ROOT);
  }

  @ParameterizedTest
  @MethodSource
  void aBreachIsReported(HouseRule rule) {
    assertThat(rule.failures(BROKEN)).contains(rule.brokenBy());
  }

  static List<HouseRule> aBreachIsReported() {
    return HouseRule.under(BROKEN_ROOT);
  }

  @Test
  void aMethodReferenceToTheClockIsReportedLikeACall() {
    HouseRule first = ClockRules.all(new Modules(BROKEN_ROOT)).get(0);
    assertThat(first.failures(BROKEN)).contains("RefersToTheClock");
  }

  /** A rule over an empty class path would hold. The floor is well under what each module has. */
  @ParameterizedTest
  @ValueSource(strings = {"workflow", "journal", "engine", "iothub", "reboot", "devicesim", "app"})
  void theClassesOfEveryModuleWereRead(String module) {
    String inModule = ROOT + "." + module;
    assertThat(PROGRAM.stream().filter(type -> type.getPackageName().startsWith(inModule)))
        .hasSizeGreaterThan(20);
  }
}

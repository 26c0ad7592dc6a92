package org.fleetreboot.devicesim;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

/** What each package may use. */
class PackagesTest {
  private static final String PRODUCT = "org.fleetreboot.devicesim";
  private static final String HUB = PRODUCT + ".hub";

  private static final JavaClasses CLASSES =
      new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(PRODUCT);

  @Test
  void itStandsAlone() {
    classes()
        .should()
        .onlyDependOnClassesThat(
            resideInAPackage(PRODUCT + "..").or(not(resideInAPackage("org.fleetreboot.."))))
        .check(CLASSES);
  }

  @Test
  void theHubAndTheDevicesKnowEachOtherOverTheNetworkOnly() {
    noClasses()
        .that()
        .resideInAPackage(HUB + "..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(PRODUCT + ".device..", "com.microsoft.azure.sdk.iot.."))
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(PRODUCT + ".device..")
        .should()
        .dependOnClassesThat(resideInAPackage(HUB + ".."))
        .check(CLASSES);
  }

  @Test
  void noPackagesOfTheHubDependOnEachOtherInACircle() {
    slices().matching(HUB + ".(*)").should().beFreeOfCycles().check(CLASSES);
    slices().matching(HUB + ".parity.(*)").should().notDependOnEachOther().check(CLASSES);
  }

  @Test
  void nothingNeedsWhatIsThereForParityButTheWiringAndTheGrammarOfQueries() {
    noClasses()
        .that()
        .resideOutsideOfPackages(HUB, HUB + ".parity..", HUB + ".query")
        .should()
        .dependOnClassesThat(resideInAPackage(HUB + ".parity.."))
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(HUB + ".query")
        .should()
        .dependOnClassesThat(
            resideInAPackage(HUB + ".parity..")
                .and(not(resideInAPackage(HUB + ".parity.aggregate"))))
        .check(CLASSES);
  }
}

package org.fleetreboot.app.options;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CatalogCamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** Whoever adds an option to a component adds the test that shows what it does at the hub. */
class EveryOptionIsProvedTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> COMPONENTS =
      List.of("reboot", "reboot-device", "reboot-run", "reboot-events");

  /** Options that every component has from Camel, which does what they say. */
  private static final Set<String> OF_CAMEL =
      Set.of("bridgeErrorHandler", "exceptionHandler", "exchangePattern", "lazyStartProducer");

  @Test
  void everyOptionOfTheCatalogHasATestAtTheHub() throws Exception {
    Set<String> unproved = catalog();
    unproved.removeAll(proved());
    assertThat(unproved).as("options without a test that says @ProvesOption").isEmpty();
  }

  @Test
  void everyProvedOptionIsInTheCatalog() throws Exception {
    Set<String> unknown = proved();
    unknown.removeAll(catalog());
    assertThat(unknown).as("@ProvesOption of no option").isEmpty();
  }

  /** Each option; where the catalog lists the words that it takes, each of them. */
  private static Set<String> catalog() throws Exception {
    Set<String> options = new TreeSet<>();
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      for (String component : COMPONENTS) {
        String json = ((CatalogCamelContext) context).getComponentParameterJsonSchema(component);
        JSON.readTree(json)
            .get("properties")
            .forEachEntry(
                (name, option) -> {
                  if (!OF_CAMEL.contains(name)) {
                    add(options, component + ":" + name, option);
                  }
                });
      }
    }
    return options;
  }

  private static void add(Set<String> options, String name, JsonNode option) {
    JsonNode words = option.path("enum");
    words.forEach(word -> options.add(name + "=" + word.textValue()));
    if (words.isEmpty()) {
      options.add(name);
    }
  }

  private static Set<String> proved() {
    Set<String> proved = new TreeSet<>();
    new ClassFileImporter()
        .importPackages("org.fleetreboot.app").stream()
            .flatMap(type -> type.getMethods().stream())
            .filter(method -> method.isAnnotatedWith(ProvesOption.class))
            .map(JavaMethod::reflect)
            .filter(EveryOptionIsProvedTest::isRun)
            .forEach(method -> proved.addAll(proofs(method)));
    return proved;
  }

  private static List<String> proofs(Method method) {
    return List.of(method.getAnnotation(ProvesOption.class).value());
  }

  private static boolean isRun(Method method) {
    return (method.isAnnotationPresent(Test.class)
            || method.isAnnotationPresent(ParameterizedTest.class))
        && !method.isAnnotationPresent(Disabled.class)
        && !method.getDeclaringClass().isAnnotationPresent(Disabled.class);
  }
}

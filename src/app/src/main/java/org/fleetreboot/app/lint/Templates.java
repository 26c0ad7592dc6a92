package org.fleetreboot.app.lint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.TemplatedRouteDefinition;
import org.fleetreboot.app.failure.Explanation;
import org.fleetreboot.app.route.LintRoutes;
import org.fleetreboot.app.route.RouteFileModel;

/** The templates of all files, and the routes that are created from them. */
final class Templates {
  private final Map<String, Path> files = new HashMap<>();
  private final Map<Path, List<RouteTemplateDefinition>> templates = new LinkedHashMap<>();
  private final Map<Path, List<TemplatedRouteDefinition>> instances = new LinkedHashMap<>();
  private final Map<WrittenRoute, Exception> refusals = new HashMap<>();
  private final Set<String> used = new HashSet<>();
  private final List<Finding> findings = new ArrayList<>();

  void add(Path file, RouteFileModel model) {
    templates.put(file, model.templates());
    instances.put(file, model.instances());
    model.templates().forEach(template -> files.put(template.getId(), file));
  }

  /** The routes, each with the lines of its template. */
  List<WrittenRoute> make(LintRoutes routes) {
    List<WrittenRoute> made = new ArrayList<>();
    instances.forEach(
        (file, all) -> all.forEach(instance -> make(routes, file, instance).ifPresent(made::add)));
    return made;
  }

  private Optional<WrittenRoute> make(
      LintRoutes routes, Path file, TemplatedRouteDefinition instance) {
    String template = String.valueOf(instance.getRouteTemplateRef());
    Path written = files.get(template);
    if (written == null) {
      refuse(
          file,
          instance,
          "there is no routeTemplate with that name: write one, or correct the name.");
      return Optional.empty();
    }
    used.add(template);
    try {
      LintRoutes.Instance one = routes.make(instance);
      WrittenRoute route = new WrittenRoute(written, one.route(), Set.of());
      if (one.refusal() != null) {
        refusals.put(route, one.refusal());
      }
      return Optional.of(route);
    } catch (Exception e) {
      refuse(file, instance, Explanation.of(e).sentence());
      return Optional.empty();
    }
  }

  private void refuse(Path file, TemplatedRouteDefinition instance, String why) {
    findings.add(
        new Finding(
            file,
            0,
            instance.getRouteId(),
            "templatedRoute %s: %s".formatted(instance.getRouteTemplateRef(), why)));
  }

  /**
   * Why Camel refuses the route.
   *
   * @throws Exception if it does
   */
  void require(WrittenRoute route) throws Exception {
    Exception refusal = refusals.get(route);
    if (refusal != null) {
      throw refusal;
    }
  }

  /**
   * Mistakes in the templates themselves.
   *
   * @param called the addresses that routes call
   */
  List<Finding> findings(Set<String> called) {
    List<Finding> all = new ArrayList<>(findings);
    templates.forEach(
        (file, some) ->
            some.stream()
                .filter(template -> !used.contains(template.getId()))
                .filter(template -> !called.contains("kamelet:" + template.getId()))
                .forEach(template -> all.add(unused(file, template))));
    return all;
  }

  private static Finding unused(Path file, RouteTemplateDefinition template) {
    return new Finding(
        file,
        Math.max(0, template.getLineNumber()),
        null,
        "no route is created from the template %s, so its steps cannot be checked: write a templatedRoute, or delete the template."
            .formatted(template.getId()));
  }
}

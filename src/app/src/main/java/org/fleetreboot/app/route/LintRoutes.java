package org.fleetreboot.app.route;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.TemplatedRouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.PluginHelper;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.settings.Hubs;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Settings;
import org.jspecify.annotations.Nullable;

/**
 * Reads each route file by itself, so that a mistake in one hides none in another. It asks no hub,
 * opens no journal, and starts nothing.
 */
public final class LintRoutes implements AutoCloseable {
  private final RouteFiles files;
  private final OfflineCamelContext camel;

  private LintRoutes(RouteFiles files, OfflineCamelContext camel) {
    this.files = files;
    this.camel = camel;
  }

  /**
   * Finds the files.
   *
   * @param pattern in the notation of {@link RouteFiles#PATTERN}; empty for the pattern in the
   *     settings
   * @throws ProgramFailure if there are no files
   */
  public static LintRoutes open(
      Settings settings, ProcessEnvironment environment, Optional<String> pattern) {
    RouteFiles files =
        pattern
            .map(given -> RouteFiles.find(given, environment))
            .orElseGet(() -> RouteFiles.find(settings, environment));
    if (files.files().isEmpty()) {
      throw ProgramFailure.setup(
          "No routes found in %s: name an existing folder or files.".formatted(files.pattern()));
    }
    UnusedFiles.tell(settings, files, environment);
    return new LintRoutes(
        files,
        OfflineCamelContext.start(
            settings,
            environment,
            Hubs.named(settings, environment),
            RouteFiles.OWN,
            context -> {}));
  }

  /** Never empty. */
  public List<Path> files() {
    return files.files();
  }

  public CamelContext context() {
    return camel.context();
  }

  /**
   * What Camel reads from a file, without the routes that the settings disable. Afterwards the
   * context contains its templates, but not its routes.
   *
   * @throws ProgramFailure if it is not YAML, or has parts that Camel would ignore
   * @throws Exception Camel's exception for YAML that is not a route
   */
  public RouteFileModel read(Path file) throws Exception {
    RouteFiles.check(file);
    Resource resource = PluginHelper.getResourceLoader(context()).resolveResource("file:" + file);
    RouteFileModel model = RouteFileModel.empty();
    for (RoutesBuilder builder :
        PluginHelper.getRoutesLoader(context()).findRoutesBuilders(resource)) {
      if (builder instanceof RouteBuilder one) {
        model.add(one, context());
      }
    }
    model.routes().removeIf(route -> !isOn(route));
    for (RouteTemplateDefinition template : model.templates()) {
      models().addRouteTemplateDefinition(template);
    }
    return model;
  }

  /**
   * Creates a route from a template.
   *
   * @throws Exception Camel's exception if it cannot even be defined
   */
  public Instance make(TemplatedRouteDefinition instance) throws Exception {
    AddedRoute added = new AddedRoute();
    models().addModelLifecycleStrategy(added);
    try {
      models().addRouteFromTemplatedRoute(instance);
      return new Instance(added.route(), null);
    } catch (Exception e) {
      if (added.isThere()) {
        return new Instance(added.route(), e);
      }
      throw e;
    } finally {
      models().removeModelLifecycleStrategy(added);
    }
  }

  /**
   * A route that was created from a template.
   *
   * @param refusal why Camel refuses it; null if it does not
   */
  public record Instance(RouteDefinition route, @Nullable Exception refusal) {}

  private boolean isOn(RouteDefinition route) {
    String precondition = route.getPrecondition();
    return precondition == null
        || context()
            .resolveLanguage("simple")
            .createPredicate(context().resolvePropertyPlaceholders(precondition))
            .matches(new DefaultExchange(context()));
  }

  /**
   * Creates the route without starting it.
   *
   * @throws Exception Camel's exception for an invalid route
   */
  public void add(RouteDefinition route) throws Exception {
    route.setAutoStartup("false");
    models().addRouteDefinition(route);
  }

  private ModelCamelContext models() {
    return (ModelCamelContext) context();
  }

  @Override
  public void close() {
    camel.close();
  }
}
